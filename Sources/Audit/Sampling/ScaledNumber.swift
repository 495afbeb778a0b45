/// A number from nought up whose size is kept apart, so that products of a million factors neither
/// overflow nor vanish.
///
/// Nothing but the basic operations of IEEE 754 is used: every machine gives the same bits, which
/// the logarithms of the system's library do not promise.
struct ScaledNumber: Comparable {
  /// At least one and less than two, or nought.
  private var significand: Double
  /// The power of two that goes with it.
  private var exponent: Int

  /// Takes a finite number that is not negative.
  init(_ value: Double) {
    (significand, exponent) = (value, 0)
    normalise()
  }

  /// The number itself, as near as a double comes.
  var value: Double {
    guard significand > 0, exponent > -1000 else { return 0 }
    guard exponent < 1000 else { return .infinity }
    return Double(sign: .plus, exponent: exponent, significand: significand)
  }

  static func *= (left: inout ScaledNumber, right: Double) {
    left.significand *= right
    left.normalise()
  }

  static func * (left: ScaledNumber, right: ScaledNumber) -> ScaledNumber {
    var product = left
    product.exponent += right.exponent
    product *= right.significand
    return product
  }

  static func += (left: inout ScaledNumber, right: ScaledNumber) {
    guard right.significand > 0 else { return }
    guard left.significand > 0 else { return left = right }
    let distance = right.exponent - left.exponent
    // Beyond 64 binary digits the smaller of the two is lost to rounding anyway.
    if distance > 64 { return left = right }
    guard distance >= -64 else { return }
    left.significand += Double(sign: .plus, exponent: distance, significand: right.significand)
    left.normalise()
  }

  static func < (left: ScaledNumber, right: ScaledNumber) -> Bool {
    if left.significand == 0 || right.significand == 0 || left.exponent == right.exponent {
      return left.significand < right.significand
    }
    return left.exponent < right.exponent
  }

  /// A number of at most one, multiplied by itself `count` times, by squaring.
  static func power(_ base: Double, _ count: Int) -> ScaledNumber {
    var result = ScaledNumber(1)
    var square = ScaledNumber(base)
    var left = count
    while left > 0 {
      if left & 1 == 1 { result = result * square }
      square = square * square
      left >>= 1
    }
    return result
  }

  private mutating func normalise() {
    guard significand > 0 else { return exponent = 0 }
    exponent += Int(significand.exponent)
    significand = significand.significand
  }
}
