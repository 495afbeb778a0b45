/// By number, the numbers of parents, each lower than its child's.
package struct Ancestry: Sendable {
  /// By number, where its parents begin in `list`; then the end of the last's.
  package let starts: Column<NumberEntry>
  /// The parents of all in turn.
  package let list: Column<NumberEntry>

  package init(starts: Column<NumberEntry>, list: Column<NumberEntry>) {
    self.starts = starts
    self.list = list
  }

  /// How many have parents, or could have.
  package var count: Int { starts.count - 1 }

  /// The numbers of the parents of one, in order.
  @inlinable
  package subscript(number: Int) -> Parents {
    // Bounds that a file does not vouch for are nought, and must not make a range that traps; the
    // first has no parents, whatever they say.
    let start = Swift.min(starts[number], list.count)
    let last = number == 0 ? start : Swift.min(starts[number + 1], list.count)
    let end = Swift.max(start, last)
    return Parents(list: list, range: start..<end, child: number)
  }

  /// The first so many.
  package func keeping(_ count: Int) -> Ancestry {
    let starts = starts.keeping(count + 1)
    return Ancestry(starts: starts, list: list.keeping(starts[count]))
  }

  /// The numbers of parents.
  package struct Parents: RandomAccessCollection, Sendable {
    @usableFromInline let list: Column<NumberEntry>
    @usableFromInline let range: Range<Int>
    @usableFromInline let child: Int

    @inlinable
    init(list: Column<NumberEntry>, range: Range<Int>, child: Int) {
      self.list = list
      self.range = range
      self.child = child
    }

    @inlinable package var startIndex: Int { 0 }
    @inlinable package var endIndex: Int { range.count }

    /// A parent; lower than its child whatever a file says, so that every walk has an end.
    @inlinable
    package subscript(place: Int) -> Int {
      Swift.max(0, Swift.min(list[range.lowerBound + place], child - 1))
    }
  }
}
