extension StandardControl {
  private static let everything = ControlTest.allCases

  /// Reports on service organisations.
  static let serviceOrganisation: [StandardControl] = [
    control(
      "SOC 2 (Trust Services Criteria)", "CC8.1",
      """
      Authorise, design, acquire or develop, configure, document, test, approve and implement \
      changes, emergencies included, and track them.
      """, tests: everything,
      places: ["index.html", "changes.html", "exceptions.html", "uncovered.html", "sample.html"],
      limits: Limit.production)
  ]

  /// Standards of ISO and IEC.
  static let international: [StandardControl] = [
    control(
      "ISO/IEC 27001:2022", "A.8.32",
      """
      Govern changes: plan and assess them with what depends on them, authorise, communicate, test \
      and accept them, plan deployment, emergencies and the way back, and keep records.
      """, tests: [.t1, .t3, .t4, .t5, .t8, .t9, .t10, .t12, .t13, .t14],
      places: ["changes.html", "changes/<ID>.html", "exceptions.html", "calendar.html"],
      limits: "That documents and continuity plans were brought up to date is seen in those."),
    control(
      "ISO/IEC 27001:2022", "A.5.3", "Separate conflicting duties.", tests: [.t7, .t11, .t15],
      places: ["people.html", "exceptions.html"], limits: Limit.forge),
    control(
      "ISO/IEC 27001:2022", "A.8.31", "Keep development, test and production apart.",
      tests: [.t8, .t11], places: ["changes/<ID>.html", "people.html"],
      limits: "Access to the environments themselves lies outside Git."),
    control(
      "ISO/IEC 20000-1:2018", "8.5.1",
      """
      Have a policy of change with categories, emergencies among them; record, classify, assess, \
      approve, build, test, deploy and review changes, and look at trends.
      """, tests: [.t1, .t3, .t4, .t8, .t13, .t14, .t16],
      places: ["policies.html", "changes.html", "flow.html"]),
  ]

  /// Payment cards.
  static let cardIndustry: [StandardControl] = [
    control(
      "PCI DSS v4.0.1", "6.5.1",
      """
      Changes in production follow procedures: reason, security impact, approval by authorised \
      parties, security tests, for own software the checks of 6.2.4, and the way back.
      """, tests: [.t1, .t3, .t4, .t5, .t8, .t10],
      places: ["changes/<ID>.html", "exceptions.html", "sample.html"],
      limits: "The checks of 6.2.4 are seen where tests and reviews of code are kept."),
    control(
      "PCI DSS v4.0.1", "6.5.2",
      "After a significant change, confirm that requirements still hold and bring documents up to date.",
      tests: [.t14], places: ["changes/<ID>.html"],
      limits: "Which changes are significant, and the documents, are for the entity to show."),
    control(
      "PCI DSS v4.0.1", "6.5.3", "Keep pre-production apart from production, by access control.",
      tests: [.t8], places: ["changes/<ID>.html"],
      limits: "The record names the test environment; its access control lies outside Git."),
    control(
      "PCI DSS v4.0.1", "6.5.4",
      """
      Separate roles between pre-production and production so that only what was reviewed and \
      approved is deployed; small teams may account for it by procedure.
      """, tests: [.t6, .t7, .t11, .t15], places: ["people.html", "exceptions.html"],
      limits: Limit.forge),
  ]

  /// Governance, financial reporting, internal audit.
  static let governance: [StandardControl] = [
    control(
      "COBIT 2019", "BAI06.01", "Evaluate, prioritise and authorise change requests.",
      tests: [.t1, .t2, .t3, .t4, .t5], places: ["changes.html", "changes/<ID>.html"],
      limits: Limit.quality),
    control(
      "COBIT 2019", "BAI06.02", "Manage emergency changes, and authorise them afterwards.",
      tests: [.t13], places: ["exceptions.html", "flow.html"]),
    control(
      "COBIT 2019", "BAI06.03",
      "Track and report the status of changes: rejected, undecided and aged ones too.",
      tests: [.t14, .t18], places: ["changes.html", "flow.html", "verdicts.json"]),
    control(
      "COBIT 2019", "BAI06.04", "Close and document changes.", tests: [.t1, .t14],
      places: ["changes/<ID>.html", "exceptions.html"],
      limits: "Documents outside the repository are not looked at."),
    control(
      "COBIT 2019", "BAI07",
      "Plan, test and accept changes, promote them to production, support and review them.",
      tests: [.t6, .t8, .t9, .t10, .t11, .t14], places: ["changes/<ID>.html", "flow.html"],
      limits: Limit.production),
    control(
      "SOX section 404 (ITGC)", "Program changes",
      """
      Changes of programs that matter to financial reporting are authorised, tested, approved and \
      moved to production by others than their developers; the list of them is complete.
      """, tests: everything,
      places: [
        "population.csv", "uncovered.html", "exceptions.csv", "sample.html", "audit.xlsx",
        "method.html",
      ],
      limits: """
        Which systems are in scope is the entity's to say; tests of the tool itself rest on engine, \
        digest and what VERIFY.md lets anybody repeat.
        """),
    control(
      "FFIEC IT Examination Handbook", "Change management",
      "A written policy, central oversight, testing, and a way back from every change.",
      tests: [.t4, .t8, .t10, .t12], places: ["policies.html", "changes.html", "flow.html"],
      limits: Limit.quality),
    control(
      "IIA GTAG", "Change management",
      """
      Validate authorisation, segregation of duties, testing, approval to production and emergencies, \
      and measure: success, unauthorised changes, emergencies, changes without tests.
      """, tests: [.t4, .t5, .t7, .t8, .t9, .t13, .t17, .t18],
      places: ["flow.html", "exceptions.html", "sample.html"],
      limits: "Ask people and walk through one change: figures do not replace that."),
  ]
}
