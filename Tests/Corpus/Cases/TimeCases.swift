import TestSupport

/// Dates, which are claims, and delegations, which live by them.
enum TimeCases {
  static let dates: [CorpusCase] = [
    .bent(
      "A44-future", "from-the-future", "The approval is dated after the decision",
      "in-the-future"
    ) { $0.date("1900000000 +0000") },
    .bent("A44-2038", "year-2038", "The approval is dated behind the 32nd bit", "in-the-future") {
      $0.date("4294967296 +0000")
    },
    .bent(
      "A44-largest", "largest-date", "The approval is dated at the largest 64-bit number",
      "malformed"
    ) { $0.date("9223372036854775807 +0000") },
    .bent("A44-beyond", "date-beyond", "The approval's date has twenty digits", "malformed") {
      $0.date("99999999999999999999 +0000")
    },
    .bent("A44-negative", "negative-date", "The approval's date is negative", "malformed") {
      $0.date("-1 +0000")
    },
    .bent(
      "A44-wrap", "date-wraps", "The approval's date is the present, and 2^64 more",
      "malformed"
    ) { $0.date("18446744075482051616 +0000") },
    .bent("B82", "date-with-zeros", "The approval's date begins with zeros", "malformed") {
      $0.date("0001772442000 +0000")
    },
    .bent("B83", "date-hexadecimal", "The approval's date is written in hexadecimal", "malformed") {
      $0.date("0x69A55850 +0000")
    },
    .bent("B84", "zone-of-99-hours", "The approval's zone lies 99 hours off", "malformed") {
      $0.date("1772442600 +9959")
    },
    .bent(
      "A43", "zone-at-the-rim", "The approval's zone lies at the other end of the world: a control",
      by: .none
    ) { $0.date("1772442600 -1200") },
    .bent("B85", "no-date", "The approval has no date", "malformed") { $0.date("") },
    .bent(
      "B86", "first-second", "The approval is dated 1970, which no expiry outlives",
      "expired"
    ) { $0.date("0 +0000") },
    CorpusCase(
      "B87", "expired", "The approval is older than it may be", by: .none,
      from: .complete
    ) { story in
      let act = story.tip
      story.question.now = story.inWindow + 15.days
      return Answer("prevented", "awaiting").dropping(act, "expired")
    },
    CorpusCase(
      "B88", "unreadable-date-beside", "An untidy commit without an act dates itself nowhere",
      by: .author, from: .complete
    ) { story in
      try story.commit("Odd\n", by: .joe) {
        $0.author = "no address at all"
        $0.committer = "<<>> 99999999999999999999"
      }
      return Answer("allowed")
    },
    CorpusCase(
      "A44-window", "window-passed", "The deployment comes after its window", by: .none,
      from: .complete
    ) { story in
      story.question.now = story.record.window.upperBound
      return Answer("prevented").because("window-passed")
    },
  ]

  static let delegations: [CorpusCase] = [
    delegated(
      "B89", "delegate", "A delegate approves: a control", to: .joe, by: .bo,
      acting: .joe, nil),
    delegated(
      "B90", "delegate-of-nobody", "Who does not hold the role delegates it", to: .joe,
      by: .ivy, acting: .joe, "role-not-held", "delegation-invalid"),
    delegated(
      "B91", "delegate-of-delegate", "A delegate delegates on", to: .joe, by: .bo,
      then: (.joe, .rob), acting: .rob, "role-not-held", "delegation-invalid"),
    delegated(
      "B92", "delegation-in-a-ring", "Two people delegate a role to each other", to: .joe,
      by: .ivy, then: (.joe, .ivy), acting: .joe, "role-not-held", "delegation-invalid"),
    delegated(
      "B93", "delegation-to-oneself", "Somebody delegates a role to themselves", to: .joe,
      by: .joe, acting: .joe, "role-not-held", "delegation-invalid"),
    delegated(
      "B94", "delegation-to-machine", "A role is delegated to a machine", to: .bot, by: .bo,
      acting: .bot, "role-not-held", "delegation-invalid", "machine-in-human-seat"),
    delegated(
      "B95", "delegation-over", "The delegation's days are over", to: .joe, by: .bo,
      days: ("2026-02-01", "2026-03-01"), acting: .joe, "role-not-held", "delegation-invalid"),
    delegated(
      "B96", "delegation-reversed", "The delegation ends before it begins", to: .joe,
      by: .bo, days: ("2026-03-30", "2026-03-01"), acting: .joe, "role-not-held",
      "delegation-invalid"),
    delegated(
      "B97", "delegation-by-requester", "The requester's delegate approves", to: .joe,
      by: .ana, acting: .joe, "role-not-held", "delegation-invalid", "requester"),
    delegated(
      "B98", "delegation-to-requester", "A manager delegates to the implementer", to: .gil,
      by: .fay, acting: .gil, "role-not-held", "delegation-invalid", "implementer"),
    CorpusCase(
      "B99", "delegation-unlanded", "The delegation waits on a carrier branch",
      by: .insider
    ) { story in
      let side = try delegate(
        &story, from: .bo, to: .joe, days: ("2026-03-01", "2026-03-30"), on: [story.tip])
      story.references["refs/heads/assent/roles/bo.chen"] = side
      let act = try story.act(.approve("change-manager"), by: .joe)
      return Answer("awaiting").dropping(act, "role-not-held", "delegation-invalid")
    },
    CorpusCase(
      "B100", "delegation-recalled", "The delegation was recalled before", by: .insider
    ) { story in
      try delegate(&story, from: .bo, to: .joe, days: ("2026-03-01", "2026-03-30"))
      try story.commit(
        "Recall\n\nBack.\n\nRole-Recall: change-manager; to=joe.ward\n"
          + "Change-Repository: harbourline/changes\n", by: .bo, signedBy: .bo)
      let act = try story.act(.approve("change-manager"), by: .joe)
      return Answer("awaiting").dropping(act, "role-not-held", "delegation-invalid")
    },
    CorpusCase(
      "B101", "delegation-edits", "The delegation edits a file", by: .insider
    ) { story in
      try story.commit(
        note(to: .joe, days: ("2026-03-01", "2026-03-30")), by: .bo,
        changing: ["README": .text("x\n")], signedBy: .bo)
      let act = try story.act(.approve("change-manager"), by: .joe)
      return Answer("awaiting").dropping(act, "role-not-held", "delegation-invalid")
    },
  ]

  static let windows: [CorpusCase] = [
    scheduled(
      "B167", "window-of-millennia", "The window ends in the year 9999",
      ("end: 2026-03-08T04:00:00Z", "end: 9999-12-31T23:59:59Z")),
    scheduled(
      "B168", "window-in-the-far-future", "The window lies in the year 9999",
      (
        "window: {start: 2026-03-08T00:00:00Z, end: 2026-03-08T04:00:00Z}",
        "window: {start: 9999-12-30T00:00:00Z, end: 9999-12-31T23:59:59Z}"
      )),
    scheduled(
      "B169", "window-in-the-past", "The window lies in the year 1",
      (
        "window: {start: 2026-03-08T00:00:00Z, end: 2026-03-08T04:00:00Z}",
        "window: {start: 0001-01-01T00:00:00Z, end: 0001-01-01T04:00:00Z}"
      )),
    scheduled(
      "B170", "window-of-odd-zones", "The window's ends lie a day apart by their zones alone",
      (
        "window: {start: 2026-03-08T00:00:00Z, end: 2026-03-08T04:00:00Z}",
        "window: {start: 2026-03-08T00:00:00-12:00, end: 2026-03-08T00:00:00+14:00}"
      )),
  ]

  /// Under rules about windows, lead time and conflicts; the edit precedes every act.
  private static func scheduled(
    _ number: String, _ id: String, _ title: String, _ edit: (old: String, new: String)
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: .author, from: .policy) { story in
      var organisation = story.organisation
      try organisation.replace(
        "    covers: [schedule]\n",
        with: """
              covers: [schedule]
              lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d, counted-in: working-days}
              windows: [standard-night]
              conflicts: system-or-dependency

          """, in: "workflow.yaml")
      var record = story.record
      record.text =
        record.text.components(separatedBy: "schedule:\n  ")[0] + "schedule:\n  "
        + (try record.text.components(separatedBy: "schedule:\n  ").dropFirst().joined()
          .replacingFirst(edit.old, edit.new))
      story = try Chronicle(organisation, record)
      try story.draft()
      try story.act(.submit, by: .ana)
      try story.proceed()
      try story.act(.approve("change-manager"), by: .bo)
      return Answer("prevented", "invalid", "awaiting")
    }
  }

  static let recorders: [CorpusCase] = [
    recorded(
      "B149", "recorder", "A recorder vouches for the times: a control", by: .none,
      at: nil, "allowed"),
    recorded(
      "B150", "recorder-from-the-future", "The recorder's commit is dated after the decision",
      by: .insider, at: "1900000000 +0000", "invalid"),
    recorded(
      "B151", "recorder-unreadable", "The recorder's commit has no legal date", by: .insider,
      at: "99999999999999999999 +0000", "invalid"),
    recorded(
      "B152", "recorder-forged", "A stranger's commit poses as the recorder's",
      by: .pusher, at: nil, signer: .mallory, "invalid"),
  ]

  /// The times are recorded, by a commit of this date.
  private static func recorded(
    _ number: String, _ id: String, _ title: String, by attacker: CorpusCase.Attacker,
    at date: String?, signer: Persona = .bot, _ decision: String
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: attacker, from: .policy) { story in
      var organisation = story.organisation
      try organisation.replace(
        "roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
      try organisation.replace("clock: claimed", with: "clock: recorded", in: "workflow.yaml")
      story = try Chronicle(organisation, story.record)
      try story.draft()
      try story.act(.submit, by: .ana)
      try story.proceed()
      try story.act(.approve("change-manager"), by: .bo)
      try story.commit("Record\n", by: .bot, signedBy: signer) {
        if let date { $0.date(date) }
      }
      return Answer(decision)
    }
  }

  private static func delegated(
    _ number: String, _ id: String, _ title: String, to: Persona, by: Persona,
    days: (String, String) = ("2026-03-01", "2026-03-30"), then: (Persona, Persona)? = nil,
    acting: Persona, _ reasons: String?...
  ) -> CorpusCase {
    let reasons = reasons.compactMap { $0 }
    return CorpusCase(number, id, title, by: reasons.isEmpty ? .none : .insider) { story in
      try delegate(&story, from: by, to: to, days: days)
      if let then { try delegate(&story, from: then.0, to: then.1, days: days) }
      let act = try story.act(.approve("change-manager"), by: acting)
      guard !reasons.isEmpty else { return Answer("allowed").counting(act) }
      var answer = Answer("awaiting")
      answer.acts = [.init(commit: act, counted: false, reasons: reasons)]
      return answer
    }
  }

  @discardableResult
  private static func delegate(
    _ story: inout Chronicle, from: Persona, to: Persona, days: (String, String),
    on parents: [String]? = nil
  ) throws -> String {
    try story.commit(note(to: to, days: days), by: from, signedBy: from, on: parents)
  }

  private static func note(to: Persona, days: (String, String)) -> String {
    """
    Hand over

    While on leave.

    Role-Delegate: change-manager; to=\(to.id); from=\(days.0); until=\(days.1)
    Change-Repository: harbourline/changes

    """
  }
}
