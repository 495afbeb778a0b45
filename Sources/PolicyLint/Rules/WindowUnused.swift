internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A window of the calendar is allowed by no workflow.
  static let windowUnused = PolicyRule(
    name: "window-unused",
    summary: "A window of the calendar is allowed by no workflow.",
    rationale: """
      People read the calendar, plan for the window, and are told on the day that it does not fit. \
      Workflows name the windows that they allow.
      """,
    source: "the policy model: windows", severity: .warning,
    examples: [
      .bad(
        "calendar.yaml",
        """
        windows:
          - {id: night, days: [mon, tue, wed, thu], from: "22:00", to: "04:00"}
          - {id: weekend, days: [sat], from: "08:00", to: "20:00"}
        """, at: "windows[1].id"),
      .good("calendar.yaml"),
    ],
    check: { context in
      let lists = context.stages.compactMap(\.windows)
      // Where nothing restricts changes to windows, the calendar only informs.
      guard !lists.isEmpty else { return [] }
      let allowed = Set(lists.joined())
      return context.policy.calendar.windows.enumerated().compactMap { index, window in
        guard !allowed.contains(window.id) else { return nil }
        return PolicyViolation(
          "no workflow allows the window `\(window.id)`",
          at: PolicySpot.calendar.appending("windows").appending(index).appending("id"),
          advice: "add it to `windows` of the stage `scheduled`, or remove it")
      }
    })
}
