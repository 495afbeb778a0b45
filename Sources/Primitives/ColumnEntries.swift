/// A number that is not negative, such as a commit's.
@frozen
package struct NumberEntry: ColumnEntry {
  @usableFromInline let raw: UInt32

  @inlinable package init(_ value: Int) { raw = UInt32(truncatingIfNeeded: value) }

  package static let nought = NumberEntry(0)
  @inlinable package var value: Int { Int(raw) }
}

/// A number that is not negative, or nil, which is nought.
@frozen
package struct PlaceEntry: ColumnEntry {
  @usableFromInline let raw: UInt32

  @inlinable
  package init(_ value: Int?) {
    raw = value.map { UInt32(truncatingIfNeeded: $0 + 1) } ?? 0
  }

  package static let nought = PlaceEntry(nil)
  @inlinable package var value: Int? { raw == 0 ? nil : Int(raw) - 1 }
}

/// An instant.
@frozen
package struct TimeEntry: ColumnEntry {
  @usableFromInline let seconds: Int64

  @inlinable package init(_ value: Instant) { seconds = value.seconds }

  package static let nought = TimeEntry(Instant(seconds: 0))
  @inlinable package var value: Instant { Instant(seconds: seconds) }
}

extension UInt8: ColumnEntry {
  package static var nought: UInt8 { 0 }
  package var value: UInt8 { self }
}

extension ObjectID: ColumnEntry {
  package init(_ value: ObjectID) { self = value }

  package var value: ObjectID { self }
}
