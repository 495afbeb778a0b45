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
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  /// Orders by bytes.
  package static func < (left: ExactText, right: ExactText) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  /// Hashes bytes.
  package func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
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
  case map([ExactText: Value])
}

extension Node {
  /// The data of the node, without places and spelling.
  package var value: Value {
    switch content {
    case .scalar(let text, _): .scalar(ExactText(text))
    case .sequence(let items): .list(items.map(\.value))
    case .mapping(let entries):
      .map(
        Dictionary(
          entries.map { (ExactText($0.key), $0.value.value) },
          uniquingKeysWith: { first, _ in first }
        ))
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
  var found: [KeyPath] = []
  collectDifferences(before, after, path, into: &found)
  return found
}

private func collectDifferences(
  _ before: Value?, _ after: Value?, _ path: KeyPath, into found: inout [KeyPath]
) {
  switch (before, after) {
  case (.map(let old), .map(let new)):
    for key in Set(old.keys).union(new.keys).sorted() {
      collectDifferences(old[key], new[key], path.appending(key.string), into: &found)
    }
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
