/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The bytes with some changed, removed, doubled or cut off.
  mutating func mutation(of bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0...Int.random(in: 0..<4, using: &self) where !result.isEmpty {
      let place = Int.random(in: 0..<result.count, using: &self)
      switch Int.random(in: 0..<6, using: &self) {
      case 0: result[place] = UInt8.random(in: 0...255, using: &self)
      case 1: result.remove(at: place)
      case 2: result.insert([10, 32, 0, 13, 58, 62][place % 6], at: place)
      case 3: result.removeSubrange(place...)
      case 4:
        let end = Int.random(in: place...result.count, using: &self)
        result.insert(contentsOf: Array(result[place..<end]), at: place)
      default:
        let end = min(result.count, place + Int.random(in: 0..<60, using: &self))
        result.removeSubrange(place..<end)
      }
    }
    return result
  }
}
