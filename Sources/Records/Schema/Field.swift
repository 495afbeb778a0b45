internal import Diagnostics
internal import YAMLTree

/// The property that a value goes to.
typealias Target<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable

/// One key of a closed mapping: its name, what its value looks like, and where that goes.
struct Field<Owner: Sendable>: Sendable {
  /// The key as data.
  let schema: FieldSchema
  /// Reads the value of the key into its owner.
  let apply: @Sendable (Node, inout Reading, inout Owner) -> Void

  /// A key whose value is handed to `store`.
  init<Value>(
    _ name: String, _ shape: Shape<Value>, required: Bool = false, _ documentation: String,
    store: @escaping @Sendable (Value, inout Owner) -> Void
  ) {
    schema = FieldSchema(
      name: name, schema: shape.schema, isRequired: required, documentation: documentation)
    apply = { [read = shape.read] node, reading, owner in
      if let value = read(node, &reading) { store(value, &owner) }
    }
  }

  /// A key whose value goes to an optional property.
  init<Value>(
    _ name: String, _ shape: Shape<Value>, _ target: Target<Owner, Value?>,
    required: Bool = false, _ documentation: String
  ) {
    self.init(name, shape, required: required, documentation) { $1[keyPath: target] = $0 }
  }

  /// A key whose value goes to a property.
  init<Value>(
    _ name: String, _ shape: Shape<Value>, _ target: Target<Owner, Value>,
    required: Bool = false, _ documentation: String
  ) {
    self.init(name, shape, required: required, documentation) { $1[keyPath: target] = $0 }
  }

  /// A key that is checked and not kept.
  init<Value>(
    checking name: String, _ shape: Shape<Value>, required: Bool = false, _ documentation: String
  ) {
    self.init(name, shape, required: required, documentation) { _, _ in }
  }

  /// A key that holds a mapping whose values go to the same owner.
  init(
    group name: String, _ documentation: String,
    @Fields<Owner> fields: @Sendable () -> [Field<Owner>]
  ) {
    let inner = ClosedMapping(fields())
    schema = FieldSchema(
      name: name, schema: inner.schema, isRequired: false, documentation: documentation)
    apply = { node, reading, owner in _ = inner.read(node, &reading, into: &owner) }
  }
}

/// Lists fields one after the other, so that the compiler looks at each on its own.
@resultBuilder
enum Fields<Owner: Sendable> {
  /// One field.
  static func buildExpression(_ field: Field<Owner>) -> [Field<Owner>] { [field] }

  /// Fields that several mappings share.
  static func buildExpression(_ fields: [Field<Owner>]) -> [Field<Owner>] { fields }

  /// All of them, in order.
  static func buildBlock(_ parts: [Field<Owner>]...) -> [Field<Owner>] { parts.flatMap { $0 } }
}

/// A mapping with known keys and no others.
struct ClosedMapping<Owner: Sendable>: Sendable {
  private let fields: [Field<Owner>]
  private let names: [String]
  private let required: [Int]

  /// Takes the keys in the order in which they are documented.
  init(_ fields: [Field<Owner>]) {
    self.fields = fields
    names = fields.map(\.schema.name)
    required = fields.indices.filter { fields[$0].schema.isRequired }
  }

  /// The mapping as data.
  var schema: Schema { .object(fields.map(\.schema)) }

  /// Reads a mapping into `owner`; false, with a finding, if the node is none.
  func read(_ node: Node, _ reading: inout Reading, into owner: inout Owner) -> Bool {
    guard case .mapping(let entries) = node.content else {
      reading.reportWrongType(node, wanted: "a mapping", advice: "write `key: value` lines")
      return false
    }
    var next = 0
    for entry in entries {
      guard let index = index(of: entry.key, from: next) else {
        reportUnknown(entry, among: entries, &reading)
        continue
      }
      next = index + 1
      reading.enter(entry.key)
      fields[index].apply(entry.value, &reading, &owner)
      reading.leave()
    }
    for index in required where !entries.contains(where: { $0.key == names[index] }) {
      reportMissing(names[index], node, &reading)
    }
    return true
  }

  /// Where a key is documented. Most files keep that order, so the search begins where the last
  /// one ended.
  private func index(of key: String, from start: Int) -> Int? {
    names[start...].firstIndex(of: key) ?? names[..<start].firstIndex(of: key)
  }

  private func reportUnknown(
    _ entry: Node.Entry, among entries: [Node.Entry], _ reading: inout Reading
  ) {
    let place = reading.place.isEmpty ? "at the top level" : "in \(reading.namedPlace)"
    reading.report(
      "unknown-key", { _ in "unknown key `\(Excerpt.of(entry.key))` \(place)" }, at: entry.keySpan,
      advice: suggestion(entry.key, among: names),
      fix: { SafeFix.key(entry, among: entries, known: names, $0) })
  }

  private func reportMissing(_ name: String, _ node: Node, _ reading: inout Reading) {
    let start = Span(start: node.span.start, end: node.span.start)
    reading.report(
      "missing-key", { "\($0) lacks `\(name)`" }, at: start, advice: "add `\(name)`")
  }
}

extension Shape {
  /// A closed mapping, read into what `make` gives.
  static func object(
    _ make: @escaping @Sendable () -> Value, @Fields<Value> fields: @Sendable () -> [Field<Value>]
  ) -> Shape {
    let mapping = ClosedMapping(fields())
    return Shape(schema: mapping.schema) { node, reading in
      var value = make()
      return mapping.read(node, &reading, into: &value) ? value : nil
    }
  }

  /// The same, with the line where the mapping begins.
  static func object(
    _ make: @escaping @Sendable () -> Value, line: Target<Value, Int>,
    @Fields<Value> fields: @Sendable () -> [Field<Value>]
  ) -> Shape {
    object(make, fields: fields).then { value, node, _ in
      var value = value
      value[keyPath: line] = node.span.start.line
      return value
    }
  }
}
