internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records
internal import Reporting
internal import YAMLTree

extension Dossier {
  private static let (mostDiffs, mostLines) = (6, 120)

  /// Writes what was edited since acts that went stale.
  func writeStale(into page: inout Markup) {
    let stale = verdict.acts.filter { $0.reason == .stale }
    guard !stale.isEmpty else { return }
    page.part("stale", "Signed before the record was edited") { part in
      part.paragraph(
        "These acts do not count: what they cover was edited afterwards. The difference is between "
          + "the data that was signed and the data as it stands.")
      var shown: Set<Int> = []
      for ruling in stale.prefix(Self.mostDiffs) {
        write(ruling, isFirst: shown.insert(ruling.act.version ?? -1).inserted, into: &part)
      }
      if stale.count > Self.mostDiffs {
        part.paragraph("\(stale.count - Self.mostDiffs) more are in audit.db.")
      }
    }
  }

  private func write(_ ruling: ActVerdict, isFirst: Bool, into page: inout Markup) {
    let act = ruling.act
    page.element("h3") { heading in
      heading.text(
        "\(Clip.text(DossierWords.statement(act.statement), 200)) by \(act.person ?? "nobody known"), "
      )
      heading.add(CommitMark(act.id))
    }
    page.element("ul") { list in
      for detail in ruling.detail.prefix(30) {
        list.element("li") { item in
          item.element("code", text: detail.field.isEmpty ? "the record" : detail.field)
          if let commit = detail.commit {
            item.text(" in ")
            item.add(CommitMark(commit))
          }
          if !detail.people.isEmpty {
            item.text(" by " + detail.people.prefix(6).joined(separator: ", "))
          }
        }
      }
      list.leftOut(ruling.detail.count - 30)
    }
    guard isFirst else { return page.paragraph("The difference is the one shown above.") }
    let lines = difference(since: act, in: ruling.detail)
    guard !lines.isEmpty else { return }
    page.element("pre", [.style("diff"), Attribute("tabindex", "0")]) { block in
      for line in lines.prefix(Self.mostLines) { Self.write(line, into: &block) }
      if lines.count > Self.mostLines {
        block.text("… \(lines.count - Self.mostLines) more lines\n")
      }
    }
  }

  private static func write(_ line: Substring, into block: inout Markup) {
    let words = Clip.text(String(line), 400)
    switch line.utf8.first {
    case UInt8(ascii: "+"): block.element("ins", text: words)
    case UInt8(ascii: "-"): block.element("del", text: words)
    default: block.text(words)
    }
    block.text("\n")
  }

  /// The edited sections then and now, as a unified difference.
  private func difference(since act: Act, in detail: [ActVerdict.Detail]) -> [Substring] {
    let versions = change.history.versions
    guard let index = act.version, versions.indices.contains(index), let version else { return [] }
    let keys = Set(
      detail.map { String($0.field.prefix { $0 != "." && $0 != "[" }) }.filter { !$0.isEmpty })
    let (old, new) = (
      Self.text(of: keys, in: versions[index]), Self.text(of: keys, in: version)
    )
    return UnifiedDiff.text(path: version.path, from: Array(old.utf8), to: Array(new.utf8))
      .split(separator: "\n", omittingEmptySubsequences: true)
  }

  private static func text(of keys: Set<String>, in version: RecordVersion) -> String {
    guard let root = version.document.root, case .mapping(let entries) = root.content else {
      return ""
    }
    let chosen = entries.filter { keys.contains($0.key) }
    return YAMLWriter.text(Node(content: .mapping(chosen), span: root.span))
  }
}
