internal import CLibyaml
internal import Diagnostics

/// One event of libyaml as a value.
struct Event {
  /// What libyaml saw.
  enum Kind {
    case none, streamStart, streamEnd, documentStart, documentEnd, alias
    case scalar(String, Node.Style)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  /// What it is.
  var kind: Kind
  /// Where it stands.
  var span: Span
  /// Whether the node has an anchor; the name of an alias.
  var anchor: String?
  /// The tag as resolved by libyaml.
  var tag: String?
  /// What an escape of a double-quoted scalar smuggled in.
  var forbidden: ForbiddenCharacter?
  /// Whether a collection is written with brackets.
  var isFlow = false
}

/// A syntax error in libyaml's words.
struct SyntaxProblem {
  /// What is wrong.
  let problem: String
  /// Where.
  let position: Position
  /// What libyaml was doing, and where that began.
  let context: (text: String, position: Position)?
}

/// The events of a text in memory. Owns libyaml's parser and frees it once.
struct EventStream: ~Copyable {
  // libyaml keeps the parser's address in itself, so it lives on the heap.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Takes a text that must outlive the stream; nil if there is no memory.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event, or nil at a syntax error, which `problem` then tells.
  func next() -> Event? {
    var raw = yaml_event_t()
    guard yaml_parser_parse(parser, &raw) == 1 else { return nil }
    defer { yaml_event_delete(&raw) }
    var event = Event(
      kind: .none,
      span: Span(start: Position(raw.start_mark), end: Position(raw.end_mark)))
    switch raw.type {
    case YAML_STREAM_START_EVENT: event.kind = .streamStart
    case YAML_STREAM_END_EVENT: event.kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT: event.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: event.kind = .documentEnd
    case YAML_SEQUENCE_END_EVENT: event.kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: event.kind = .mappingEnd
    case YAML_ALIAS_EVENT:
      event.kind = .alias
      event.anchor = text(raw.data.alias.anchor)
    case YAML_SCALAR_EVENT:
      read(raw.data.scalar, into: &event)
    case YAML_SEQUENCE_START_EVENT:
      event.kind = .sequenceStart
      event.anchor = text(raw.data.sequence_start.anchor)
      event.tag = text(raw.data.sequence_start.tag)
      event.isFlow = raw.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    case YAML_MAPPING_START_EVENT:
      event.kind = .mappingStart
      event.anchor = text(raw.data.mapping_start.anchor)
      event.tag = text(raw.data.mapping_start.tag)
      event.isFlow = raw.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    default: event.kind = .none
    }
    return event
  }

  /// Why the last call of `next` gave nothing.
  var problem: SyntaxProblem {
    let raw = parser.pointee
    var context: (String, Position)?
    if let words = raw.context {
      context = (String(cString: words), Position(raw.context_mark))
    }
    let words = raw.problem.map { String(cString: $0) } ?? "out of memory"
    return SyntaxProblem(
      problem: words, position: Position(raw.problem_mark), context: context)
  }

  private func read(
    _ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, into event: inout Event
  ) {
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let style: Node.Style
    switch scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .quoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      style = .quoted
      event.forbidden = CharacterScan.forbidden(in: bytes)
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: style = .block
    default: style = .plain
    }
    event.kind = .scalar(String(decoding: bytes, as: UTF8.self), style)
    if scalar.anchor != nil { event.anchor = text(scalar.anchor) }
    if scalar.tag != nil { event.tag = text(scalar.tag) }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

extension Position {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
