internal import Primitives

/// Texts in the order of their bytes.
struct TextTable: Sendable {
  /// By text, where it ends in `letters`.
  let ends: Column<NumberEntry>
  let letters: Column<UInt8>

  init(ends: Column<NumberEntry>, letters: Column<UInt8>) {
    self.ends = ends
    self.letters = letters
  }

  /// A table of texts that are in the order of their bytes.
  init(sorted texts: [String]) {
    var ends: [Int] = []
    var letters: [UInt8] = []
    for text in texts {
      letters.append(contentsOf: text.utf8)
      ends.append(letters.count)
    }
    self.init(ends: Column(ends), letters: Column(entries: letters))
  }

  var count: Int { ends.count }

  /// The text of a number.
  subscript(number: Int) -> String { String(decoding: bytes(of: number), as: UTF8.self) }

  func bytes(of number: Int) -> Slice<Column<UInt8>> {
    let start = min(number == 0 ? 0 : ends[number - 1], letters.count)
    return letters[start..<max(start, min(ends[number], letters.count))]
  }

  /// The number of a text; nil if it is not there.
  func number(of text: String) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if bytes(of: middle).lexicographicallyPrecedes(text.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < count && bytes(of: low).elementsEqual(text.utf8) ? low : nil
  }
}

/// By name, numbers in rising order, such as those of the commits that speak of a change.
struct CommitLists: Sendable {
  let names: TextTable
  /// By name, where its numbers end in `numbers`.
  let ends: Column<NumberEntry>
  let numbers: Column<NumberEntry>

  init(names: TextTable, ends: Column<NumberEntry>, numbers: Column<NumberEntry>) {
    self.names = names
    self.ends = ends
    self.numbers = numbers
  }

  init(_ lists: [String: [Int]] = [:]) {
    let sorted = lists.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    var ends: [Int] = []
    var numbers: [Int] = []
    for (_, list) in sorted {
      numbers += list
      ends.append(numbers.count)
    }
    self.init(
      names: TextTable(sorted: sorted.map(\.key)), ends: Column(ends), numbers: Column(numbers))
  }

  /// The numbers of a name; none if it is not there.
  subscript(name: String) -> [Int] { names.number(of: name).map { numbers(at: $0) } ?? [] }

  func contains(_ name: String) -> Bool { names.number(of: name) != nil }

  private func numbers(at place: Int) -> [Int] {
    let start = min(place == 0 ? 0 : ends[place - 1], numbers.count)
    return Array(numbers[start..<max(start, min(ends[place], numbers.count))])
  }

  /// All of it.
  var all: [String: [Int]] {
    var lists: [String: [Int]] = [:]
    for place in 0..<names.count { lists[names[place]] = numbers(at: place) }
    return lists
  }
}
