internal import Glibc

/// A text that equals another only if their UTF-8 bytes do.
///
/// `String` compares by canonical equivalence, for which `é` in one scalar and in two are the
/// same; what somebody signed is not.
package struct ExactText: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  /// The text itself.
  package let string: String

  /// Takes a text as it is.
  package init(_ string: String) { self.string = string }

  /// Takes a literal as it is.
  package init(stringLiteral text: String) { string = text }

  /// Compares bytes.
  package static func == (left: ExactText, right: ExactText) -> Bool {
    left.string.utf8.count == right.string.utf8.count && left.order(to: right) == 0
  }

  /// Orders by bytes.
  package static func < (left: ExactText, right: ExactText) -> Bool {
    let order = left.order(to: right)
    return order == 0 ? left.string.utf8.count < right.string.utf8.count : order < 0
  }

  /// Hashes bytes.
  package func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }

  /// Negative, zero or positive as the bytes stand before, at or behind the others', as far as
  /// the shorter of both goes.
  private func order(to other: ExactText) -> Int32 {
    var (left, right) = (string, other.string)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard let base = left.baseAddress, let otherBase = right.baseAddress else { return 0 }
        return memcmp(base, otherBase, min(left.count, right.count))
      }
    }
  }
}

/// The data of a tree without its places and spelling: what content is compared by.
///
/// Scalars are text after unquoting, the order of keys does not matter, the order of lists does,
/// and what is absent differs from what is empty.
package indirect enum Value: Hashable, Sendable {
  /// Text after unquoting.
  case scalar(ExactText)
  /// Items in order.
  case list([Value])
  /// Values by key.
  case map(Mapping)

  /// Values by key, kept sorted so that two are compared without looking anything up.
  package struct Mapping: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// A key of a mapping and its value.
    struct Entry: Hashable, Sendable {
      let key: ExactText
      let value: Value
    }

    /// By key, each key once.
    let entries: [Entry]

    /// Takes the first of several with one key.
    init(_ all: [Entry]) {
      var entries: [Entry] = []
      entries.reserveCapacity(all.count)
      for entry in all.sorted(by: { $0.key < $1.key }) where entry.key != entries.last?.key {
        entries.append(entry)
      }
      self.entries = entries
    }

    /// Takes a literal's keys and values.
    package init(dictionaryLiteral elements: (ExactText, Value)...) {
      self.init(elements.map { Entry(key: $0.0, value: $0.1) })
    }
  }
}

extension Node {
  /// The data of the node, without places and spelling.
  package var value: Value {
    switch content {
    case .scalar(let text, _): .scalar(ExactText(text))
    case .sequence(let items): .list(items.map(\.value))
    case .mapping(let entries):
      .map(
        Value.Mapping(
          entries.map { Value.Mapping.Entry(key: ExactText($0.key), value: $0.value.value) }))
    }
  }
}

/// The paths of the leaves in which two values differ, such as `rollback.steps[0].do`.
///
/// Lists are compared by index. What only one side has is named by the path of the item itself.
/// Keys come in the order of their bytes and items by index, so that equal input gives equal
/// output.
package func differences(
  from before: Value?, to after: Value?, at path: KeyPath
) -> [KeyPath] {
  if before == after { return [] }
  var found: [KeyPath] = []
  collectDifferences(before, after, path, into: &found)
  return found
}

private func collectDifferences(
  _ before: Value?, _ after: Value?, _ path: KeyPath, into found: inout [KeyPath]
) {
  switch (before, after) {
  case (.map(let old), .map(let new)):
    collectDifferences(old.entries[...], new.entries[...], path, into: &found)
  case (.list(let old), .list(let new)):
    for index in 0..<max(old.count, new.count) {
      let left = index < old.count ? old[index] : nil
      let right = index < new.count ? new[index] : nil
      collectDifferences(left, right, path.appending(index), into: &found)
    }
  default:
    if before != after { found.append(path) }
  }
}

/// Goes through two mappings side by side.
private func collectDifferences(
  _ before: ArraySlice<Value.Mapping.Entry>, _ after: ArraySlice<Value.Mapping.Entry>,
  _ path: KeyPath,
  into found: inout [KeyPath]
) {
  var (old, new) = (before, after)
  while let key = [old.first?.key, new.first?.key].compactMap({ $0 }).min() {
    let left = old.first?.key == key ? old.popFirst() : nil
    let right = new.first?.key == key ? new.popFirst() : nil
    collectDifferences(left?.value, right?.value, path.appending(key.string), into: &found)
  }
}
