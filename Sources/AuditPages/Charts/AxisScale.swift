/// Heights of values, and round numbers beside them.
struct AxisScale {
  /// The length of the axis in pixels.
  let length: Int
  /// The value at its end.
  let top: Int
  let ticks: [Int]

  /// An axis from 0 to a round number not below the greatest of the values.
  init(for values: some Sequence<Int>, length: Int) {
    self.length = length
    let most = max(1, values.max() ?? 1)
    var step = 1
    let steps = [2, 5, 10]
    var (base, next) = (1, 0)
    // Until five steps reach the top: 1, 2, 5, 10, 20, 50 …
    while most / step > 5, step < Int.max / 100 {
      step = base * steps[next]
      next += 1
      if next == steps.count { (base, next) = (base * 10, 0) }
    }
    let (sum, overflow) = ((most - 1) / step + 1).multipliedReportingOverflow(by: step)
    top = overflow ? Int.max : max(sum, 1)
    let last = top / step
    ticks = (0...min(last, 10)).map { $0 * step }
  }

  /// How long a value is drawn, in pixels.
  func length(of value: Int) -> Int {
    guard value > 0 else { return 0 }
    return Int((Double(min(value, top)) / Double(top) * Double(length)).rounded())
  }
}

extension Sequence<Int> {
  /// The sum of what is not negative; saturates instead of trapping.
  var saturatingSum: Int {
    reduce(0) { sum, value in
      let (next, overflow) = sum.addingReportingOverflow(Swift.max(0, value))
      return overflow ? Int.max : next
    }
  }
}
