/// Finds texts that were taken from another, in time near to linear.
///
/// Texts are compared by the words that they hold. Only texts that share one of their few smallest
/// runs of three words are compared at all, so that ten thousand records are no hundred million
/// pairs.
struct CopySearch {
  /// A text that was seen before.
  struct Copy: Hashable {
    /// The earlier text, by the index it was given.
    let original: Int
    /// Whether the two agree word for word.
    let isExact: Bool
  }

  /// How many of a hundred words two texts have to share.
  private static let least = 90
  /// Shorter texts are alike by chance.
  private static let fewestWords = 20
  private static let fewestBytes = 20
  /// How many of the smallest runs of a text are looked up, and how many texts of each are kept.
  private static let keys = 6
  private static let most = 8

  private var exact: [UInt64: Int] = [:]
  private var byRun: [UInt64: [Int]] = [:]
  private var words: [Int: [UInt64]] = [:]

  /// Takes a text under an index; the result is an earlier one that it was taken from, if any.
  mutating func add(_ parts: [String], as index: Int) -> Copy? {
    let words = Self.words(of: parts)
    guard words.bytes >= Self.fewestBytes else { return nil }
    let whole = words.hashes.reduce(Self.seed, Self.joined)
    if let known = exact[whole] { return Copy(original: known, isExact: true) }
    exact[whole] = index
    guard words.hashes.count >= Self.fewestWords else { return nil }
    let keys = Self.runs(of: words.hashes).prefix(Self.keys)
    let own = words.hashes.sorted()
    var compared: Set<Int> = []
    for key in keys {
      for other in byRun[key] ?? [] where compared.insert(other).inserted {
        if Self.areAlike(own, self.words[other] ?? []) {
          return Copy(original: other, isExact: false)
        }
      }
    }
    for key in keys where byRun[key, default: []].count < Self.most {
      byRun[key, default: []].append(index)
    }
    self.words[index] = own
    return nil
  }

  // MARK: Words

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func joined(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    var mixed = (hash ^ next) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    return mixed &* 0xBF58_476D_1CE4_E5B9
  }

  /// The words of texts as hashes, without regard to case and signs, and how many bytes they have.
  private static func words(of parts: [String]) -> (hashes: [UInt64], bytes: Int) {
    var hashes: [UInt64] = []
    var bytes = 0
    for part in parts {
      var hash = seed
      var isWord = false
      for byte in part.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
          isWord = true
          bytes += 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
          hash = (hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
          isWord = true
          bytes += 1
        default:
          if isWord { hashes.append(hash) }
          (hash, isWord) = (seed, false)
        }
      }
      if isWord { hashes.append(hash) }
    }
    return (hashes, bytes)
  }

  /// The runs of three words, each once, sorted.
  private static func runs(of words: [UInt64]) -> [UInt64] {
    var runs: [UInt64] = []
    runs.reserveCapacity(words.count)
    for end in words.indices.dropFirst(2) {
      runs.append(joined(joined(words[end - 2], words[end - 1]), words[end]))
    }
    runs.sort()
    var last: UInt64?
    runs.removeAll { run in
      defer { last = run }
      return run == last
    }
    return runs
  }

  /// Whether two sorted lists share so much of what they hold together.
  private static func areAlike(_ left: [UInt64], _ right: [UInt64]) -> Bool {
    let (small, large) = (min(left.count, right.count), max(left.count, right.count))
    guard small * 100 >= large * least else { return false }
    var (first, second, shared) = (0, 0, 0)
    while first < left.count, second < right.count {
      if left[first] == right[second] {
        shared += 1
        first += 1
        second += 1
      } else if left[first] < right[second] {
        first += 1
      } else {
        second += 1
      }
    }
    return shared * 200 >= (left.count + right.count) * least
  }
}
