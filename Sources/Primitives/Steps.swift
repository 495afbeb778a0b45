/// A value for each position, kept where it becomes another.
package struct Steps<Value: Sendable>: RandomAccessCollection, Sendable {
  /// Where values begin, the first at 0.
  package private(set) var starts: [Int] = []
  /// The values that begin there.
  package private(set) var values: [Value] = []
  /// How many positions there are.
  package private(set) var endIndex = 0

  package init() {}

  package var startIndex: Int { 0 }

  /// The value of a position.
  package subscript(position: Int) -> Value {
    precondition(indices.contains(position), "there is no such position")
    return values[step(of: position)]
  }

  /// Begins a value that goes on through a position; nothing happens if that has one.
  package mutating func begin(_ value: Value, through position: Int) {
    guard position >= endIndex else { return }
    starts.append(endIndex)
    values.append(value)
    endIndex = position + 1
  }

  /// Lets the last value go on through a position.
  package mutating func goOn(through position: Int) {
    if !values.isEmpty { endIndex = Swift.max(endIndex, position + 1) }
  }

  /// The next position at which a value begins; nil after the last.
  package func nextStart(after position: Int) -> Int? {
    guard indices.contains(position) else { return nil }
    let next = step(of: position) + 1
    return next < starts.count ? starts[next] : nil
  }

  private func step(of position: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }
}

extension Steps where Value: Equatable {
  /// The values of positions in turn.
  package init(_ values: some Sequence<Value>) {
    for value in values { append(value, through: endIndex) }
  }

  /// Takes a value for all positions up to one.
  package mutating func append(_ value: Value, through position: Int) {
    if values.isEmpty || values[values.count - 1] != value {
      begin(value, through: position)
    } else {
      goOn(through: position)
    }
  }
}

extension Steps: Equatable where Value: Equatable {}
