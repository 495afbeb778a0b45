internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// One thing that brings a change further.
struct Remedy: Hashable {
  /// Who could do it; empty where anybody or nobody in particular.
  let people: [String]
  /// The command that does it.
  let command: String?
  /// What to do, in words.
  let words: String?

  init(_ people: [String] = [], command: String? = nil, words: String? = nil) {
    self.people = people
    self.command = command
    self.words = words
  }

  /// Whether another remedy names the same command, for nobody in particular, and adds but words.
  func cures(all other: Remedy) -> Bool {
    command != nil && command == other.command && people.isEmpty && other.people.isEmpty
  }
}

/// Finds what would open a gate, as acts of people and as commands.
struct Remedies {
  let verdict: Verdict

  private var id: String { verdict.change }

  /// What would open the gate, in the order of its reasons, each once.
  var opening: [Remedy] { opening(for: isOver ? ending : verdict.gate.reasons) }

  /// What would end some reasons, each once.
  func opening(for reasons: [GateReason]) -> [Remedy] {
    var found: [Remedy] = []
    for reason in reasons {
      for remedy in remedies(for: reason) {
        // One command is enough, whatever else it would cure.
        let isKnown = found.contains { $0 == remedy || $0.cures(all: remedy) }
        if !isKnown { found.append(remedy) }
      }
    }
    return found
  }

  /// Whether nothing opens this gate any more.
  var isOver: Bool { !ending.isEmpty }

  /// The reasons after which the others do not matter.
  private var ending: [GateReason] {
    let reasons = verdict.gate.reasons
    // Of what is closed or cancelled, nobody has to review anything any more.
    let last = reasons.filter { $0.code == .closed || $0.code == .cancelled }
    return last.isEmpty ? reasons.filter { $0.code == .finished } : last
  }

  /// What brings the change to its next stage, whatever the gate says.
  var next: [Remedy] {
    guard verdict.state == .active, let stage = verdict.stages.first(where: { !$0.status.passes })
    else { return [] }
    return innermost(of: stage).flatMap { remedies(for: $0, in: stage.stage) }
  }

  /// What an emergency that was carried out owes before it can close.
  var owed: [Remedy] {
    let closed = verdict.stages.first { $0.stage == .closed }
    let isDue = closed?.requirements.contains { $0.id == "ratification" && $0.isOpen } ?? false
    let isStarted = verdict.acts.contains { $0.counted && $0.act.statement.verb == .start }
    guard verdict.state == .active, isDue, isStarted else { return [] }
    var found: [Remedy] = []
    for stage in verdict.stages where stage.status == .deferred {
      let open = innermost(of: stage).filter { $0.verb != nil }
      for requirement in open where !isNeedless(requirement, among: open, of: stage) {
        let due = remedies(for: requirement, in: stage.stage)
        found += due.filter { !found.contains($0) }
      }
    }
    return found
  }

  /// Whether an alternative takes fewer acts, or as few and stands before it.
  private func isNeedless(
    _ requirement: RequirementVerdict, among open: [RequirementVerdict], of stage: StageVerdict
  ) -> Bool {
    guard let slash = requirement.id.utf8.lastIndex(of: UInt8(ascii: "/")),
      let parent = stage.requirements.first(where: {
        $0.id == requirement.id[..<slash] && $0.path == requirement.path
      }), parent.role == nil, parent.need == 1
    else { return false }
    let siblings = open.filter {
      $0.path == parent.path && $0.id.utf8.starts(with: "\(parent.id)/".utf8)
    }
    let least = siblings.min { $0.need - $0.have < $1.need - $1.have }
    return least.map { $0.id != requirement.id } ?? false
  }

  /// The open requirement that a reason speaks of.
  func requirement(of reason: GateReason) -> (stage: Stage, requirement: RequirementVerdict)? {
    for stage in verdict.stages {
      for requirement in stage.requirements
      where requirement.isOpen
        && reason.message.utf8.starts(with: "\(stage.stage.rawValue)/\(requirement.id): ".utf8)
      {
        return (stage.stage, requirement)
      }
    }
    return nil
  }

  /// The open requirements of a stage that have no open requirement below them.
  func innermost(of stage: StageVerdict) -> [RequirementVerdict] {
    let open = stage.requirements.filter(\.isOpen)
    return open.filter { verdict in
      !open.contains {
        $0.id.utf8.starts(with: "\(verdict.id)/".utf8) && $0.path == verdict.path
      }
    }
  }

  private func remedies(for reason: GateReason) -> [Remedy] {
    switch reason.code {
    case .requirementUnsatisfied, .approvalStale, .contributorUnknown:
      guard let open = requirement(of: reason) else { return [advice(reason)] }
      return remedies(for: open.requirement, in: open.stage)
    case .objection: return endings(of: .object)
    case .held: return endings(of: .hold)
    case .windowNotOpen:
      return verdict.gate.next.map { [Remedy(words: "Wait until the window opens at \($0).")] }
        ?? [advice(reason)]
    case .lint, .recordError:
      let path = verdict.record?.path ?? ""
      return [
        Remedy(command: "assent lint \(ShellWord.quoted(path))", words: reason.code.meaning.advice)
      ]
    case .freeze:
      let freeze = Self.codeSpan(in: reason.message) ?? "FREEZE"
      return [
        Remedy(
          command: "assent except \(id) --freeze \(ShellWord.quoted(freeze)) --role ROLE",
          words: reason.code.meaning.advice)
      ]
    default: return [advice(reason)]
    }
  }

  private func advice(_ reason: GateReason) -> Remedy { Remedy(words: reason.code.meaning.advice) }

  private func remedies(for requirement: RequirementVerdict, in stage: Stage) -> [Remedy] {
    guard requirement.status != .error else {
      return [
        Remedy(
          command: requirement.blamesRecord
            ? "assent lint \(ShellWord.quoted(verdict.record?.path ?? ""))"
            : "assent lint policies",
          words: "Correct the \(requirement.blamesRecord ? "record" : "policy").")
      ]
    }
    guard let verb = requirement.verb else {
      let what = requirement.message ?? "\(requirement.have) of \(requirement.need)"
      return [Remedy(words: "\(stage.rawValue)/\(requirement.id): \(what).")]
    }
    // What was never started cannot be finished.
    let isStarted = verdict.acts.contains { $0.counted && $0.act.statement.verb == .start }
    let due = verb == .finish && !isStarted ? .start : verb
    var command = "assent \(due.name) \(id)"
    if let role = requirement.role { command += " --role \(ShellWord.quoted(role))" }
    switch due {
    case .test: command += " --outcome pass"
    case .finish: command += " --outcome OUTCOME"
    default: break
    }
    guard !requirement.could.isEmpty else {
      return [
        Remedy(
          command: command,
          words: "Nobody who holds the role may do this: find or appoint somebody.")
      ]
    }
    return [Remedy(requirement.could, command: command)]
  }

  /// What ends the objections or holds in force.
  private func endings(of verb: Verb) -> [Remedy] {
    verdict.acts.filter { $0.counted && $0.act.statement.verb == verb }.map { ruling in
      let people = [ruling.act.person].compactMap { $0 }
      guard verb == .object else { return Remedy(people, command: "assent resume \(id)") }
      let name = ruling.act.statement["objection"] ?? ""
      return Remedy(people, command: "assent resolve \(id) --objection \(ShellWord.quoted(name))")
    }
  }

  /// The first text between back-ticks.
  private static func codeSpan(in text: String) -> String? {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count >= 3 ? String(parts[1]) : nil
  }
}
