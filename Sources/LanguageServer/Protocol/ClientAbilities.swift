internal import Reporting

/// What a client said that it can do.
struct ClientAbilities {
  var unit = ColumnUnit.utf16
  var hasSnippets = false
  /// Whether lines of a snippet can be written exactly as they are.
  var keepsIndentation = false
  var hasMarkdownInHover = false
  var hasMarkdownInCompletion = false
  var hasRelatedInformation = false
  var hasTags = false
  var hasActionLiterals = false
  var hasSymbolTrees = false
  /// Whether it can be asked to tell about files that change on disk.
  var canWatchFiles = false

  init() {}

  /// Reads the parameters of `initialize`.
  init(_ parameters: JSONValue) {
    let abilities = parameters["capabilities"]
    let document = abilities["textDocument"]
    // UTF-32 is what findings count in, UTF-8 is cheap; every client knows UTF-16.
    let units = abilities["general"]["positionEncodings"].elements.compactMap(\.text)
    unit = [ColumnUnit.utf8, .utf32].first { units.contains($0.rawValue) } ?? .utf16
    let item = document["completion"]["completionItem"]
    hasSnippets = item["snippetSupport"].flag ?? false
    keepsIndentation = item["insertTextModeSupport"]["valueSet"].elements.contains {
      $0.integer == 1
    }
    hasMarkdownInCompletion = Self.hasMarkdown(item["documentationFormat"])
    hasMarkdownInHover = Self.hasMarkdown(document["hover"]["contentFormat"])
    let diagnostics = document["publishDiagnostics"]
    hasRelatedInformation = diagnostics["relatedInformation"].flag ?? false
    hasTags = diagnostics["tagSupport"].isObject
    hasActionLiterals = document["codeAction"]["codeActionLiteralSupport"].isObject
    hasSymbolTrees = document["documentSymbol"]["hierarchicalDocumentSymbolSupport"].flag ?? false
    canWatchFiles =
      abilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"].flag ?? false
  }

  private static func hasMarkdown(_ formats: JSONValue) -> Bool {
    formats.elements.contains { $0.text == "markdown" }
  }
}
