internal import Diagnostics
internal import Primitives
internal import Records
internal import YAMLTree

/// Makes a change of people in the text of `people.yaml`, comments and layout left as they are.
struct PeopleText {
  private var text: TextEdit
  private let root: Node
  private let before: People
  private let after: People

  /// - Parameter root: the tree of the text.
  init(_ bytes: [UInt8], root: Node, from before: People, to after: People) {
    text = TextEdit(bytes)
    self.root = root
    self.before = before
    self.after = after
  }

  /// The text after the change; nil if its layout does not permit it.
  mutating func edited() -> [UInt8]? {
    for id in after.people.keys.sorted() {
      guard let person = after.people[id] else { continue }
      if let old = before.people[id] {
        for (index, key) in person.keys.enumerated() { edit(key, at: index, of: old) }
      } else {
        add(person)
      }
    }
    for role in after.roles.keys.sorted() { editRole(role) }
    return text.result
  }

  // MARK: People

  private mutating func add(_ person: People.Person) {
    guard let people = root["people"], case .mapping(let entries) = people.content,
      !text.isFlow(people), let last = entries.last
    else { return }
    let margin = indent(last.keySpan.start.column - 1)
    let inner = indent(fieldColumn(entries) ?? last.keySpan.start.column + 1)
    var lines = [
      "\(margin)\(Self.scalar(person.id)):", "\(inner)name: \(Self.scalar(person.name))",
      "\(inner)email: [\(person.email.map(Self.quoted).joined(separator: ", "))]",
      "\(inner)kind: \(person.kind.rawValue)", "\(inner)keys:",
    ]
    lines += person.keys.map { "\(inner)  - \(Self.material($0))" }
    text.insert(lines, afterLine: text.lastLine(of: last.value))
  }

  /// How far the fields of people are indented.
  private func fieldColumn(_ people: [Node.Entry]) -> Int? {
    for person in people where !text.isFlow(person.value) {
      if case .mapping(let fields) = person.value.content, let first = fields.first {
        return first.keySpan.start.column - 1
      }
    }
    return nil
  }

  // MARK: Keys

  private mutating func edit(_ key: People.Key, at index: Int, of person: People.Person) {
    let keys = root["people"]?[person.id]?["keys"]
    guard person.keys.indices.contains(index) else { return append(key, to: keys, of: person) }
    guard case .sequence(let items)? = keys?.content, items.indices.contains(index) else { return }
    let old = person.keys[index]
    if old.status != key.status {
      if let status = items[index]["status"] {
        text.replace(from: status.span.start, to: status.span.end, with: key.status.rawValue)
      } else {
        addField("status: \(key.status.rawValue)", to: items[index])
      }
    }
    if old.compromisedSince != key.compromisedSince, let since = key.compromisedSince {
      addField("compromised: {since: \"\(since)\"}", to: items[index])
    }
  }

  private mutating func addField(_ field: String, to item: Node) {
    guard case .mapping(let fields) = item.content, let first = fields.first,
      let last = fields.last
    else { return }
    if text.isFlow(item) {
      text.replace(from: last.value.span.end, to: last.value.span.end, with: ", \(field)")
    } else {
      text.insert(
        [indent(first.keySpan.start.column - 1) + field], afterLine: text.lastLine(of: last.value))
    }
  }

  private mutating func append(_ key: People.Key, to keys: Node?, of person: People.Person) {
    let line = Self.material(key)
    guard let keys, case .sequence(let items) = keys.content else {
      guard let entry = root["people"]?[person.id], !text.isFlow(entry),
        case .mapping(let fields) = entry.content, let first = fields.first
      else { return }
      let margin = indent(first.keySpan.start.column - 1)
      return text.insert(
        ["\(margin)keys:", "\(margin)  - \(line)"], afterLine: text.lastLine(of: entry))
    }
    if text.isFlow(keys) {
      let place = items.last?.span.end ?? inside(keys)
      text.replace(from: place, to: place, with: items.isEmpty ? "{\(line)}" : ", {\(line)}")
    } else if let last = items.last, let column = text.dashColumn(of: last) {
      text.insert(["\(indent(column))- \(line)"], afterLine: text.lastLine(of: last))
    }
  }

  // MARK: Roles

  private mutating func editRole(_ role: String) {
    guard let list = root["roles"]?[role], case .sequence(let items) = list.content,
      let old = before.roles[role], let new = after.roles[role], old != new
    else { return }
    let kept = items.indices.filter { index in
      if case .scalar(let name, _) = items[index].content { return new.contains(name) }
      return true
    }
    if kept.count < items.count {
      if text.isFlow(list) {
        removeFlow(items, keeping: kept)
      } else {
        removeBlock(items, keeping: kept, of: role)
      }
    }
    for person in new.dropFirst(kept.count) { addMember(person, to: list, items) }
  }

  /// Each item goes with the comma that parts it from its neighbour.
  private mutating func removeFlow(_ items: [Node], keeping kept: [Int]) {
    guard let first = kept.first, let start = items.first, let end = items.last else {
      guard let start = items.first, let end = items.last else { return }
      return text.replace(from: start.span.start, to: end.span.end, with: "")
    }
    if first > 0 { text.replace(from: start.span.start, to: items[first].span.start, with: "") }
    for (index, next) in zip(kept, kept.dropFirst()) where next > index + 1 {
      text.replace(from: items[index].span.end, to: items[next - 1].span.end, with: "")
    }
    if let last = kept.last, last < items.count - 1 {
      text.replace(from: items[last].span.end, to: end.span.end, with: "")
    }
  }

  private mutating func removeBlock(_ items: [Node], keeping kept: [Int], of role: String) {
    for (index, item) in items.enumerated() where !kept.contains(index) {
      text.remove(lines: item.span.start.line...text.lastLine(of: item))
    }
    guard kept.isEmpty, case .mapping(let roles)? = root["roles"]?.content,
      let entry = roles.first(where: { $0.key == role })
    else { return }
    // A key without a value would be read as nothing at all.
    let behind = Position(line: entry.keySpan.end.line, column: entry.keySpan.end.column + 1)
    text.replace(from: behind, to: behind, with: " []")
  }

  private mutating func addMember(_ person: String, to list: Node, _ items: [Node]) {
    if text.isFlow(list) {
      let place = items.last?.span.end ?? inside(list)
      let name = Self.scalar(person)
      text.replace(from: place, to: place, with: items.isEmpty ? name : ", \(name)")
    } else if let last = items.last, let column = text.dashColumn(of: last) {
      text.insert(
        ["\(indent(column))- \(Self.scalar(person))"], afterLine: text.lastLine(of: last))
    }
  }

  // MARK: Words

  /// The place right behind an opening bracket.
  private func inside(_ node: Node) -> Position {
    Position(line: node.span.start.line, column: node.span.start.column + 1)
  }

  private func indent(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static func material(_ key: People.Key) -> String {
    guard case .ssh(let line) = key.material else { return "" }
    return "ssh: \(line)"
  }

  /// A text as a scalar: plain where every reader takes it for text.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.enumerated().allSatisfy { offset, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: " "):
        offset > 0
      default: false
      }
    }
    let isText = isPlain && PlainScalar(text) == nil && text.utf8.last != UInt8(ascii: " ")
    return isText ? text : quoted(text)
  }

  private static func quoted(_ text: String) -> String {
    let isSafe = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    let isAddress = isSafe && text.utf8.contains(UInt8(ascii: "@")) && text.utf8.first != 0x40
    if isAddress { return text }
    let escaped = text.unicodeScalars.map { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
    }
    return "\"\(escaped.joined())\""
  }
}
