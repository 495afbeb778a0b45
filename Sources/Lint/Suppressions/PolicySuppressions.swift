package import Diagnostics
package import Records
internal import YAMLTree

/// What the owners of the policy accept at a moment: the one function by which `lint` and the gate
/// alike leave findings out.
///
/// Only a finding of a rule that the policy may lower is ever left out, and only of the one record
/// that is named, by day, rule and place. Whatever is doubtful stays a finding.
package struct PolicySuppressions: Sendable {
  /// Findings that stand, and those that are left out with the index of what leaves them out.
  package struct Division: Sendable {
    package let kept: [Finding]
    package let suppressed: [(finding: Finding, index: Int)]

    package init(kept: [Finding], suppressed: [(finding: Finding, index: Int)]) {
      self.kept = kept
      self.suppressed = suppressed
    }
  }

  private let all: [LintSuppression]
  private let clock: SuppressionClock

  /// Takes what a policy says as it holds at a moment.
  package init(_ settings: LintSettings, at clock: SuppressionClock) {
    all = settings.suppressions
    self.clock = clock
  }

  /// Divides the findings about one record.
  package func divide(_ findings: [Finding], of document: RecordDocument) -> Division {
    let concerning = findings.isEmpty ? [] : inForce(for: document)
    guard !concerning.isEmpty else { return Division(kept: findings, suppressed: []) }
    var kept: [Finding] = []
    var suppressed: [(Finding, Int)] = []
    for finding in findings {
      let hit = concerning.first { Self.covers(all[$0], finding, in: document) }
      if let hit { suppressed.append((finding, hit)) } else { kept.append(finding) }
    }
    return Division(kept: kept, suppressed: suppressed)
  }

  /// The indices of those that name a record and whose day is not over.
  private func inForce(for document: RecordDocument) -> [Int] {
    guard !all.isEmpty else { return [] }
    let id = Self.id(of: document)
    return all.indices.filter { index in
      Self.names(all[index].subject, id: id, document) && !clock.isOver(all[index].until)
    }
  }

  /// Whether a record is the one that is named.
  static func concerns(_ subject: LintSuppression.Subject, _ document: RecordDocument) -> Bool {
    names(subject, id: id(of: document), document)
  }

  private static func names(
    _ subject: LintSuppression.Subject, id: String?, _ document: RecordDocument
  ) -> Bool {
    switch subject {
    case .record(let wanted): id?.utf8.elementsEqual(wanted.utf8) ?? false
    case .path(let path): document.path.utf8.elementsEqual(path.utf8)
    }
  }

  /// The id of a record: what its file is called, if the record says so too.
  private static func id(of document: RecordDocument) -> String? {
    guard let id = document.change?.id, let reading = RecordPath.read(document.path),
      reading.id.utf8.elementsEqual(id.utf8)
    else { return nil }
    return id
  }

  private static func covers(
    _ suppression: LintSuppression, _ finding: Finding, in document: RecordDocument
  ) -> Bool {
    guard finding.rule.utf8.elementsEqual(suppression.rule.utf8),
      let rule = Rule.named(finding.rule), rule.canBeLowered,
      finding.location.path.utf8.elementsEqual(document.path.utf8)
    else { return false }
    guard let place = suppression.place else { return true }
    guard let text = finding.place, let root = document.root else { return false }
    return place.holds(Place(text), in: root)
  }
}

extension SuppressedPlace {
  /// Whether a place of a record is this one or lies below it.
  func holds(_ place: Place, in root: Node) -> Bool {
    guard place.steps.count >= steps.count else { return false }
    var node: Node? = root
    for (mine, theirs) in zip(steps, place.steps) {
      switch (mine, theirs) {
      case (.key(let wanted), .key(let key)):
        guard wanted.utf8.elementsEqual(key.utf8) else { return false }
        node = node?[key]
      case (.item(let id), .index(let index)):
        guard case .sequence(let items)? = node?.content, items.indices.contains(index),
          items[index].hasID(id), items.count(where: { $0.hasID(id) }) == 1
        else { return false }
        node = items[index]
      default:
        return false
      }
    }
    return true
  }
}

extension Node {
  fileprivate func hasID(_ id: String) -> Bool {
    guard case .scalar(let text, _)? = self["id"]?.content else { return false }
    return text.utf8.elementsEqual(id.utf8)
  }
}
