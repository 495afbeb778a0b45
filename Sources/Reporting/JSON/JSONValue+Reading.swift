extension JSONValue {
  /// The value of a key; null if this is no object or lacks the key.
  package subscript(key: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.0 == key }?.1 ?? .null
  }

  /// The elements of an array; empty for anything else.
  package var elements: [JSONValue] {
    guard case .array(let values) = self else { return [] }
    return values
  }

  /// The text, or nil if this is none.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The whole number, or nil if this is none.
  package var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  /// The truth value, or nil if this is none.
  package var flag: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  /// Whether this is null, which an absent key is too.
  package var isNull: Bool {
    guard case .null = self else { return false }
    return true
  }

  /// Whether this is an object.
  package var isObject: Bool {
    guard case .object = self else { return false }
    return true
  }
}
