internal import Synchronization

/// The changes of a history by id: all of them, or those that were read so far.
///
/// Never changes once made but for the memory of what was asked for in vain, by which a reader
/// learns what else a decision needs.
package final class ChangeHistories: Sendable {
  private let read: [String: ChangeHistory]
  /// Changes that exist and were not read.
  private let isUnread: @Sendable (String) -> Bool
  private let asked = Mutex<Set<String>>([])

  /// - Parameter isUnread: whether a change exists though it was not read.
  package init(
    _ read: [String: ChangeHistory],
    isUnread: @escaping @Sendable (String) -> Bool = { _ in false }
  ) {
    self.read = read
    self.isUnread = isUnread
  }

  /// A change; nil if there is none or it was not read, which is then remembered.
  package subscript(id: String) -> ChangeHistory? {
    if let change = read[id] { return change }
    if isUnread(id) { _ = asked.withLock { $0.insert(id) } }
    return nil
  }

  /// Those that were read.
  package var values: Dictionary<String, ChangeHistory>.Values { read.values }

  /// The ids of those that were read.
  package var keys: Dictionary<String, ChangeHistory>.Keys { read.keys }

  /// Changes that a decision asked for and that were not read: whatever it said does not hold.
  package var missing: Set<String> { asked.withLock { $0 } }
}
