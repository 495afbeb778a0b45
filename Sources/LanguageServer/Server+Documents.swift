internal import Diagnostics
internal import Reporting

extension Server {
  mutating func open(_ item: JSONValue) {
    guard let uri = item["uri"].text, let text = item["text"].text else { return }
    let place = DocumentURI.path(uri).flatMap { host.place(of: $0) }
    documents[uri] = OpenDocument(
      uri: uri, place: place, version: item["version"].integer, text: DocumentText(text))
    changed(place)
  }

  /// Applies changes in their order; one that cannot be read ends them, and the text waits for a
  /// whole one.
  mutating func change(_ parameters: JSONValue) {
    guard let uri = parameters["textDocument"]["uri"].text, var document = documents[uri] else {
      return
    }
    for change in parameters["contentChanges"].elements {
      guard let text = change["text"].text else { break }
      if change["range"].isNull {
        document.text = DocumentText(text)
      } else if let range = ClientRange(change["range"]) {
        document.text.replace(range, with: text, abilities.unit)
      } else {
        break
      }
    }
    document.version = parameters["textDocument"]["version"].integer
    documents[uri] = document
    changed(document.place)
  }

  mutating func close(_ item: JSONValue) -> [JSONValue] {
    guard let uri = item["uri"].text, let document = documents.removeValue(forKey: uri) else {
      return []
    }
    changed(document.place)
    guard published.removeValue(forKey: uri) != nil else { return [] }
    return [publication(uri, version: nil, [])]
  }

  /// Puts the open texts of a work tree in place of its files, and has it looked at.
  private mutating func changed(_ place: FilePlace?) {
    guard let root = place?.root else { return }
    var texts: [String: [UInt8]] = [:]
    for document in documents.values where document.place?.root == root {
      guard let path = document.place?.path, document.kind != nil else { continue }
      texts[path] = document.text.bytes
    }
    host.overlay(texts, in: root)
    changedRoots.insert(root)
  }

  /// The document that a request is about, with its kind; nil if it is none of ours.
  func document(_ parameters: JSONValue) throws(RequestError) -> OpenDocument? {
    guard let uri = parameters["textDocument"]["uri"].text else {
      throw RequestError(.invalidParameters, "`textDocument.uri` is missing")
    }
    guard let document = documents[uri] else {
      throw RequestError(.invalidParameters, "the document is not open")
    }
    return document.kind == nil ? nil : document
  }

  /// The place that a request is about, in lines and scalars from 0.
  func place(
    _ parameters: JSONValue, in document: OpenDocument
  ) throws(RequestError) -> (line: Int, column: Int) {
    guard let client = ClientPosition(parameters["position"]) else {
      throw RequestError(.invalidParameters, "`position` is missing or wrong")
    }
    let position = document.text.position(of: client, abilities.unit)
    return (position.line - 1, position.column - 1)
  }

  /// The stretch of a line as the client counts it.
  func range(line: Int, _ columns: Range<Int>, in document: OpenDocument) -> ClientRange {
    document.text.clientRange(
      of: Span(
        start: Position(line: line + 1, column: columns.lowerBound + 1),
        end: Position(line: line + 1, column: columns.upperBound + 1)), abilities.unit)
  }

  /// What texts of a work tree can refer to.
  func knowledge(for document: OpenDocument) -> Knowledge {
    document.place.map { host.knowledge(of: $0.root) } ?? Knowledge()
  }
}
