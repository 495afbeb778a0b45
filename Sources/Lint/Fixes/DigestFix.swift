internal import Diagnostics
internal import Primitives
internal import Records
internal import YAMLTree

/// Adds the digest of evidence that is there; a digest that somebody wrote is never touched.
enum DigestFix {
  /// - Parameter place: the key `evidence`.
  static func fix(
    _ evidence: ChangeRequest.Evidence, at place: Place, in context: LintContext
  ) -> Fix? {
    guard case .present(let digest) = context.evidence.state(of: evidence.path) else { return nil }
    var parent = place
    parent.steps.removeLast()
    guard let owner = context.document.root?.at(parent), owner["sha256"] == nil,
      case .mapping(let entries) = owner.content,
      let entry = entries.first(where: { $0.key == "evidence" }),
      case .scalar(_, let style) = entry.value.content, style != .block,
      entry.keySpan.start.line == entry.value.span.end.line
    else { return nil }
    // A mapping in brackets begins before its first key.
    let isFlow = owner.span.start < entries[0].keySpan.start
    let margin = String(repeating: " ", count: entry.keySpan.start.column - 1)
    let end = entry.value.span.end
    // Quoted: digits alone would be a number to other readers.
    let text = (isFlow ? ", " : "\n" + margin) + "sha256: \"\(digest.hex)\""
    return Fix(
      title: "add the SHA-256 of `\(Excerpt.of(evidence.path))`",
      edits: [Fix.Edit(span: Span(start: end, end: end), replacement: text)])
  }
}
