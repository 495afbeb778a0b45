internal import Acts
package import Decision
internal import Primitives
internal import Records

extension VerdictText {
  /// Everything that the verdict knows: stages, requirements, acts and what opens the gate.
  package func explanation(_ verdict: Verdict) -> String {
    explanation(verdict, advice: nil, slot: nil)
  }

  /// All that is so, up to what could be done about it.
  func addAccount(of verdict: Verdict, to page: inout Page) {
    page.line(headline(verdict))
    addIdentity(of: verdict, to: &page)
    addStages(of: verdict, to: &page)
    addReasons(of: verdict, to: &page)
    addForbidding(of: verdict, to: &page)
    addUncounted(of: verdict, to: &page)
    addCarriedOver(of: verdict, to: &page)
    addFlags(of: verdict, to: &page)
    page.heading("Judged by")
    addBasis(of: verdict, to: &page, isComplete: true)
  }

  private func addIdentity(of verdict: Verdict, to page: inout Page) {
    if let title = verdict.record?.title, !title.isEmpty { page.item("  ", title) }
    let type = verdict.type?.rawValue ?? "unknown"
    let risk = verdict.risk?.rawValue ?? "unknown"
    let stage = verdict.stage?.rawValue ?? "none"
    page.item(
      "  ",
      "type \(type), risk \(risk), stage \(stage), state \(verdict.state.rawValue), "
        + "gate \(verdict.gate.name)", ink: .dim)
    for remark in verdict.remarks { page.item("  ", remark, ink: .waiting) }
  }

  // MARK: Stages

  private func addStages(of verdict: Verdict, to page: inout Page) {
    page.heading("Stages")
    for stage in verdict.stages {
      page.line(
        "  \(mark(stage.status)) \(PlainText.padded(stage.stage.rawValue, 12)) "
          + stage.status.words)
      // What does not apply as a whole says so once.
      guard stage.status != .notApplicable else { continue }
      for requirement in stage.requirements { add(requirement, of: stage, in: verdict, to: &page) }
    }
  }

  private func add(
    _ requirement: RequirementVerdict, of stage: StageVerdict, in verdict: Verdict,
    to page: inout Page
  ) {
    let parents = stage.requirements.filter {
      requirement.id.utf8.starts(with: "\($0.id)/".utf8) && requirement.path == $0.path
    }
    let parent = parents.map(\.id).max { $0.utf8.count < $1.utf8.count }
    let name = parent.map { String(requirement.id.dropFirst($0.count + 1)) } ?? requirement.id
    let indent = String(repeating: " ", count: 6 + 4 * parents.count)
    let isAdvice = !requirement.status.passes && !requirement.isOpen
    let lead =
      indent + "\(mark(isAdvice ? .notApplicable : requirement.status)) \(PlainText.line(name))  "
    page.item(lead, standing(of: requirement, in: verdict))
  }

  /// `1 of 2: bo.chen (4c1d9e7aaa); could: cat.diaz`.
  private func standing(of requirement: RequirementVerdict, in verdict: Verdict) -> String {
    var text = "\(requirement.have) of \(requirement.need)"
    switch requirement.status {
    case .notApplicable: return requirement.message ?? "not applicable"
    case .error:
      return "error: \(requirement.message ?? "cannot be evaluated")"
        + " (\(requirement.path):\(requirement.line))"
    case .overridden, .deferred: text += ", \(requirement.status.words)"
    case .satisfied, .unsatisfied: break
    }
    if requirement.isAdvisory { text += ", advisory" }
    let filling = requirement.acts.map { commit in
      let act = verdict.acts.first { $0.act.id == commit && $0.counted }
      // Said where the seat is, not again above it.
      let end = requirement.role == nil ? nil : act?.holdsUntil
      let until = end.map { ", until \($0)" } ?? ""
      return "\(act?.act.person ?? "somebody") (\(commit.short)\(until))"
    }
    if !filling.isEmpty { text += ": " + filling.joined(separator: ", ") }
    guard requirement.isOpen else { return text }
    if let message = requirement.message { text += "; \(message)" }
    if requirement.could.isEmpty {
      if requirement.verb != nil { text += "; nobody could" }
    } else {
      text += "; could: " + Self.list(requirement.could, limit: 8)
    }
    return text + " (\(requirement.path):\(requirement.line))"
  }

  private func mark(_ status: Status) -> String {
    switch status {
    case .satisfied, .overridden: Ink.good("✓", hasColour)
    case .unsatisfied, .error: Ink.bad("✗", hasColour)
    case .notApplicable, .deferred: Ink.dim("–", hasColour)
    }
  }

  // MARK: Acts

  private func addForbidding(of verdict: Verdict, to page: inout Page) {
    let acts = verdict.acts.filter { ruling in
      ruling.counted && ruling.act.forbids
    }
    guard !acts.isEmpty else { return }
    page.heading("Acts that forbid")
    for ruling in acts {
      let landing = ruling.integrated == nil ? ", not landed yet" : ""
      page.item("  ", Self.sentence(ruling) + landing, ink: .bad)
    }
  }

  private func addUncounted(of verdict: Verdict, to page: inout Page) {
    let acts = verdict.acts.filter { !$0.counted }
    guard !acts.isEmpty else { return }
    page.heading("Acts that do not count")
    // What a reason means, and what to do about it, is told once.
    var told: Set<ActReason> = []
    for ruling in acts {
      let code = ruling.reason?.rawValue ?? "not-counted"
      let renewal = Self.renewal(of: ruling, in: verdict)
      let again = renewal.map { ", made again in \($0.act.id.short)" } ?? ""
      page.item("  ", "\(Self.sentence(ruling)): \(code)\(again)")
      guard renewal == nil else { continue }
      let meaning = ruling.reason.flatMap { told.insert($0).inserted ? $0.meaning : nil }
      if let meaning { page.item("      ", meaning.says) }
      if let words = ruling.explanation { page.item("      ", words) }
      addDetail(of: ruling, in: verdict, to: &page)
      // Where it is known what became of the act, that says what to do.
      let isKnown = addCarriage(of: ruling.act.id, ruling.act.statement, to: &page)
      if let meaning, !isKnown { page.item("      ", meaning.advice, ink: .dim) }
    }
  }

  /// The act by which the same person has said the same again; nothing is left to do about the old.
  static func renewal(of ruling: ActVerdict, in verdict: Verdict) -> ActVerdict? {
    guard let person = ruling.act.person else { return nil }
    let old = ruling.act.statement
    return verdict.acts.last { other in
      let new = other.act.statement
      return other.counted && other.act.id != ruling.act.id && other.act.person == person
        && new.verb == old.verb && new.role == old.role && new["outcome"] == old["outcome"]
        && new["objection"] == old["objection"] && new["kind"] == old["kind"]
        && new["freeze"] == old["freeze"] && new["requirement"] == old["requirement"]
    }
  }

  /// Acts over an earlier text that hold all the same.
  private func addCarriedOver(of verdict: Verdict, to page: inout Page) {
    let carried = verdict.acts.filter { ruling in
      guard let digest = ruling.act.statement.digest, let record = verdict.record else {
        return false
      }
      let verb = ruling.act.statement.verb
      let isBound = !verb.forbids && verb != .resolve && verb != .resume
      return ruling.counted && digest != record.digest && isBound
    }
    guard !carried.isEmpty else { return }
    page.heading("Carried over from an earlier text, since nothing that they cover has changed")
    for ruling in carried { page.item("  ", Self.sentence(ruling)) }
  }

  private func addDetail(of ruling: ActVerdict, in verdict: Verdict, to page: inout Page) {
    for detail in ruling.detail {
      var text = detail.field.isEmpty ? "" : detail.field
      if let commit = detail.commit { text += (text.isEmpty ? "in " : " in ") + commit.short }
      if !detail.people.isEmpty { text += " by " + Self.list(detail.people, limit: 4) }
      if !text.isEmpty { page.item("      • ", text) }
    }
    guard ruling.reason == .stale, let record = verdict.record else { return }
    page.line(
      "      see: git diff \(ruling.act.id.short) \(record.commit.short) -- "
        + PlainText.line(ShellWord.quoted(record.path)))
  }

  /// `2ab77c1aaa dan.holt approve as system-owner(claims-db)`.
  private static func sentence(_ ruling: ActVerdict) -> String {
    let act = ruling.act
    var text = "\(act.id.short) \(act.person ?? "unknown signer") \(act.statement.verb.name)"
    if let role = act.statement.role { text += " as \(role)" }
    for key in ["objection", "outcome", "freeze", "requirement"] {
      if let value = act.statement[key] { text += " \(key)=\(value)" }
    }
    return text
  }

  // MARK: The rest

  private func addFlags(of verdict: Verdict, to page: inout Page) {
    if !verdict.flags.isEmpty { page.heading("Flags") }
    for flag in verdict.flags {
      let commit = flag.commit.map { " (\($0.short))" } ?? ""
      page.item("  \(flag.code.rawValue): ", flag.message + commit, ink: .waiting)
      page.item("      ", flag.code.meaning.advice, ink: .dim)
    }
    if !verdict.nearMisses.isEmpty { page.heading("Lines that look like acts and are none") }
    for located in verdict.nearMisses {
      page.item("  \(located.commit.short) ", located.nearMiss.line)
      page.item(
        "      \(located.nearMiss.code.rawValue): ",
        "\(located.nearMiss.code.meaning.says) \(located.nearMiss.code.meaning.advice)")
      addCarriage(ofLine: located.nearMiss.line, in: located.commit, to: &page)
    }
  }

  /// What follows where the gate has nothing more to ask.
  func addNext(of verdict: Verdict, to page: inout Page) {
    let isBehindTheGate =
      verdict.gate.decision == .allowed || verdict.gate.reasons.first?.code == .finished
    guard isBehindTheGate else { return }
    let remedies = Remedies(verdict: verdict)
    if !remedies.next.isEmpty {
      page.heading("What comes next")
      add(remedies.next, to: &page)
    }
    if !remedies.owed.isEmpty {
      page.heading("What the emergency owes before it can close")
      add(remedies.owed, to: &page)
    }
  }
}

extension Status {
  /// The status as words.
  var words: String { self == .notApplicable ? "not applicable" : rawValue }
}
