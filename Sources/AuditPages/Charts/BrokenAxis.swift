internal import Primitives

/// Where instants lie on an axis that leaves out long stretches in which nothing happens.
struct BrokenAxis {
  /// A stretch that was left out.
  struct Break {
    let x: Int
    /// How much time is not drawn, in seconds.
    let seconds: Int64
  }

  /// A place of the axis that is named.
  struct Tick {
    let time: Instant
    let x: Int
  }

  private let times: [Int64]
  private let places: [Int]
  private(set) var breaks: [Break] = []

  /// So wide is a stretch that is left out, in pixels.
  static let gap = 34
  private static let mostBreaks = 5
  private static let (least, year10000): (Int64, Int64) = (-62_135_596_800, 253_402_300_799)

  /// An axis on which some instants have to be told apart.
  ///
  /// - Parameters:
  ///   - left: where it begins, in pixels.
  ///   - width: how long it is.
  init(_ instants: some Sequence<Instant>, left: Int, width: Int) {
    // Years that nobody can write are drawn at the ends of those that can be written.
    let all = Set(instants.map { max(Self.least, min(Self.year10000, $0.seconds)) })
    times = all.sorted()
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    let left = times.count == 1 ? left + width / 2 : left
    let broken = Self.broken(gaps)
    let drawn = gaps.indices.reduce(Int64(0)) { broken.contains($1) ? $0 : $0 + gaps[$1] }
    let room = Double(max(0, width - broken.count * Self.gap))
    var places: [Int] = times.isEmpty ? [] : [left]
    var x = Double(left)
    for (index, gap) in gaps.enumerated() {
      if broken.contains(index) {
        breaks.append(Break(x: Int(x) + Self.gap / 2, seconds: gap))
        x += Double(Self.gap)
      } else {
        x += drawn > 0 ? Double(gap) / Double(drawn) * room : 0
      }
      places.append(Int(x.rounded()))
    }
    self.places = places
  }

  /// The gaps left out: the longest, for as long as one is a third of what would be drawn.
  private static func broken(_ gaps: [Int64]) -> Set<Int> {
    guard gaps.count > 1 else { return [] }
    var rest = gaps.reduce(0, +)
    var broken: Set<Int> = []
    for index in gaps.indices.sorted(by: { (gaps[$1], $0) < (gaps[$0], $1) }) {
      guard broken.count < mostBreaks, gaps[index] > 3600, gaps[index] > rest / 3 + 1,
        broken.count + 2 <= gaps.count
      else { break }
      broken.insert(index)
      rest -= gaps[index]
    }
    return broken
  }

  /// Where an instant lies; between instants that the axis knows, in proportion.
  func x(_ instant: Instant) -> Int {
    let seconds = max(Self.least, min(Self.year10000, instant.seconds))
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < seconds { low = middle + 1 } else { high = middle }
    }
    guard low < times.count else { return places.last ?? 0 }
    guard times[low] != seconds, low > 0 else { return places[low] }
    let part = Double(seconds - times[low - 1]) / Double(times[low] - times[low - 1])
    return places[low - 1] + Int(part * Double(places[low] - places[low - 1]))
  }

  /// The places that have room for their names: both ends and both sides of breaks before others.
  func ticks(room: Int) -> [Tick] {
    guard let first = places.first, let last = places.last else { return [] }
    var chosen: [Int] = []
    func add(_ index: Int) {
      if !chosen.contains(where: { abs(places[$0] - places[index]) < room }) {
        chosen.append(index)
      }
    }
    add(0)
    if last > first { add(times.count - 1) }
    for each in breaks {
      // What comes after a pause says more than what came before it.
      if let index = places.firstIndex(where: { $0 > each.x }) { add(index) }
      if let index = places.lastIndex(where: { $0 < each.x }) { add(index) }
    }
    for index in times.indices where chosen.count < 14 { add(index) }
    return chosen.sorted().map { Tick(time: Instant(seconds: times[$0]), x: places[$0]) }
  }
}

extension Int64 {
  /// A length of time in seconds as people say it: `3 d 4 h`, `25 min`.
  var lengthOfTime: String {
    if self < 0 { return "0 s" }
    if self < 60 { return "\(self) s" }
    if self < 3600 { return "\(self / 60) min" }
    if self < 86_400 {
      let minutes = self / 60 % 60
      return minutes == 0 ? "\(self / 3600) h" : "\(self / 3600) h \(minutes) min"
    }
    let hours = self / 3600 % 24
    return hours == 0 ? "\(self / 86_400) d" : "\(self / 86_400) d \(hours) h"
  }
}
