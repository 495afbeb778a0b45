extension StandardControl {
  private static let sp = "NIST SP 800-53 Rev. 5"

  /// Configuration management, and what of access and audit control bears on it.
  static let nist: [StandardControl] = [
    control(
      sp, "CM-2", "Keep a baseline configuration under control, and review it.",
      tests: [.t1, .t6, .t18], places: ["changes.html", "uncovered.html", "policies.html"],
      limits: "The baseline of a system itself is in its own repository; here is what changed it."),
    control(
      sp, "CM-2(3)", "Keep previous configurations so that there is a way back.",
      tests: [.t10], places: ["changes/<ID>.html", "audit.db"],
      limits: "That the artifact of the rollback still exists is for the artifact store to show."),
    control(
      sp, "CM-3 a", "Decide which kinds of change are controlled.",
      tests: [.t16, .t18], places: ["policies.html", "method.html"]),
    control(
      sp, "CM-3 b",
      "Review proposed changes, and approve or disapprove them with security and privacy in view.",
      tests: [.t3, .t4], places: ["changes.html", "changes/<ID>.html", "exceptions.html"],
      limits: Limit.quality),
    control(
      sp, "CM-3 c", "Document the decisions.", tests: [.t1, .t4],
      places: ["changes/<ID>.html", "verdicts.json", "history.bundle"]),
    control(
      sp, "CM-3 d", "Carry out what was approved.", tests: [.t5, .t6, .t18],
      places: ["exceptions.html", "uncovered.html", "changes/<ID>.html"],
      limits: Limit.production),
    control(
      sp, "CM-3 e", "Keep records of changes for the period laid down.", tests: [.t17],
      places: ["index.html", "population.csv", "history.bundle"], limits: Limit.retention),
    control(
      sp, "CM-3 f", "Monitor and review what is done about changes.", tests: [.t14],
      places: ["flow.html", "exceptions.html"]),
    control(
      sp, "CM-3 g", "Have a body that oversees changes and meets as often as laid down.",
      tests: [.t4], places: ["people.html", "changes/<ID>.html"],
      limits: "A board's signatures are shown; that it met, and what was said, is in its minutes."),
    control(
      sp, "CM-3(1)",
      """
      By automatic means: document proposals, ask for approval, point out what is undecided for too \
      long, prohibit changes until they are approved, document them, tell people when they are done.
      """, tests: [.t4, .t5, .t18],
      places: ["flow.html", "verdicts.json", "uncovered.html", "calendar.ics"],
      limits: "That pipelines obey the gate is seen in the pipelines and by a deployment feed."),
    control(
      sp, "CM-3(2)", "Test, validate and document changes before they are made final.",
      tests: [.t8, .t9], places: ["changes/<ID>.html", "exceptions.html"], limits: Limit.quality),
    control(
      sp, "CM-3(4)", "Have security and privacy people among those who decide.",
      tests: [.t4], places: ["policies.html", "people.html"]),
    control(
      sp, "CM-3(6)", "Bring cryptographic mechanisms under configuration management.",
      tests: [.t18], places: ["changes.html", "audit.db"],
      limits:
        "Name the systems that hold such mechanisms in `policies/systems.yaml` to select them."),
    control(
      sp, "CM-4", "Analyse the impact on security and privacy before a change.", tests: [.t3],
      places: ["changes/<ID>.html", "exceptions.html"], limits: Limit.quality),
    control(
      sp, "CM-4(1)", "Analyse changes in an environment apart from the one they are meant for.",
      tests: [.t8], places: ["changes/<ID>.html"],
      limits: "The record names the environment; that it is apart is for the environment to show."),
    control(
      sp, "CM-4(2)", "Verify after a change that the controls it touched still work.",
      tests: [.t14], places: ["changes/<ID>.html", "exceptions.html"], limits: Limit.quality),
    control(
      sp, "CM-5", "Define, approve and enforce who may change what.", tests: [.t4, .t7, .t15],
      places: ["people.html", "policies.html"], limits: Limit.forge),
    control(
      sp, "CM-5(1)", "Enforce access by automatic means and keep records of it.",
      tests: [.t15, .t17], places: ["people.html", "audit.db"],
      limits: "Refused attempts are in the logs of the forge and of the pipelines."),
    control(
      sp, "CM-6 c", "Approve and document deviations from settings.", tests: [.t1, .t12],
      places: ["suppressions.html", "exceptions.html"]),
    control(
      sp, "CM-6 d", "Monitor changes of settings against policy.", tests: [.t18],
      places: ["uncovered.html", "policies.html"], limits: Limit.production),
    control(
      sp, "CM-6(2)", "Respond to changes that nobody authorised.", tests: [.t5, .t18],
      places: ["uncovered.html", "exceptions.html"],
      limits: "What was done about each is for the organisation to say."),
    control(
      sp, "AC-5", "Separate duties.", tests: [.t7, .t11, .t15],
      places: ["people.html", "exceptions.html"], limits: Limit.forge),
    control(
      sp, "AU-9(3)", "Protect audit information by cryptography.", tests: [.t17],
      places: ["MANIFEST.sha256", "history.bundle", "VERIFY.md"],
      limits: "Git names objects by SHA-1; the digests of records and of the pack are SHA-256."),
    control(
      sp, "AU-10", "Prove who did what, approving included.", tests: [.t2, .t4, .t7],
      places: ["changes/<ID>.html", "allowed_signers", "VERIFY.md"], limits: Limit.identity),
    control(
      sp, "AU-11", "Keep audit records as long as laid down.", tests: [.t17],
      places: ["index.html", "history.bundle"], limits: Limit.retention),
  ]
}
