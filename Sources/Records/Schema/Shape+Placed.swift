internal import Diagnostics
internal import YAMLTree

extension Shape {
  /// The same value with its place.
  var placed: Shape<Placed<Value>> {
    then { value, node, _ -> Placed<Value>? in Placed(value, at: node.span) }
  }

  /// A mapping from keys of a pattern to such values, in the order of the file.
  func entries(by pattern: TextPattern) -> Shape<[PlacedEntry<Value>]> {
    Shape<[PlacedEntry<Value>]>(schema: .map(pattern, schema)) { [read] node, reading in
      guard case .mapping(let entries) = node.content else {
        reading.reportWrongType(node, wanted: "a mapping", advice: "write `key: value` lines")
        return nil
      }
      var values: [PlacedEntry<Value>] = []
      for entry in entries {
        reading.enter(entry.key)
        checkKey(entry, pattern, &reading)
        if let value = read(entry.value, &reading) {
          values.append(PlacedEntry(key: Placed(entry.key, at: entry.keySpan), value: value))
        }
        reading.leave()
      }
      return values
    }
  }
}

extension Shape where Value == String {
  /// A word that may be `true` or `false` as well.
  static var wordOrBoolean: Shape {
    Shape(schema: .either([.boolean, .text(.identifier)])) { node, reading in
      switch node.content {
      case .scalar("true", .plain): "true"
      case .scalar("false", .plain): "false"
      default: Shape.text(.identifier).read(node, &reading)
      }
    }
  }
}
