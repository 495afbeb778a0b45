import Foundation

/// A dictionary that tests running side by side may share.
final class Locked<Key: Hashable, Value>: @unchecked Sendable {
  private var values: [Key: Value] = [:]
  private let lock = NSLock()

  func value(for key: Key) -> Value? { lock.withLock { values[key] } }

  func set(_ value: Value, for key: Key) { lock.withLock { values[key] = value } }
}
