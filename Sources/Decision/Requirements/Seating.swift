/// Seats people so that nobody sits twice: a maximum bipartite matching, since taking the first
/// free person for each seat would refuse boards that can be seated.
package struct Seating {
  /// A number of seats that the same people may fill.
  package struct Bench: Hashable {
    package let requirement: String
    package let count: Int
    package let people: [String]

    package init(requirement: String, count: Int, people: [String]) {
      (self.requirement, self.count, self.people) = (requirement, count, people)
    }
  }

  /// By bench, the people seated.
  let seated: [[String]]

  /// Whether every seat is filled.
  package let isComplete: Bool

  /// The number of seats filled.
  var filled: Int { seated.reduce(0) { $0 + $1.count } }

  /// Finds the best seating by augmenting paths (Kuhn's algorithm).
  package init(benches: [Bench]) {
    var seats: [Int] = []
    for (index, bench) in benches.enumerated() {
      seats += Array(repeating: index, count: min(bench.count, 1000))
    }
    var seatOf: [String: Int] = [:]
    var occupant: [Int: String] = [:]
    func place(_ seat: Int, _ visited: inout Set<String>) -> Bool {
      for person in benches[seats[seat]].people where visited.insert(person).inserted {
        guard let held = seatOf[person] else {
          seatOf[person] = seat
          occupant[seat] = person
          return true
        }
        if place(held, &visited) {
          seatOf[person] = seat
          occupant[seat] = person
          return true
        }
      }
      return false
    }
    for seat in seats.indices {
      var visited: Set<String> = []
      _ = place(seat, &visited)
    }
    var seated = benches.map { _ in [String]() }
    for seat in seats.indices {
      if let person = occupant[seat] { seated[seats[seat]].append(person) }
    }
    self.seated = seated
    isComplete = occupant.count == seats.count
  }
}
