internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives

/// Whether a pipeline knows where trust begins.
enum PipelineCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard setUp.settings.isPipeline, !setUp.settings.hasTrustRoot else { return [] }
    let root = setUp.reading?.trustRoot.description ?? "COMMIT"
    return [
      SetUpFinding(
        .pipelineTrustRoot, .cost, "CI is set and no trust root is given: the gate will refuse",
        cures: [
          "set ASSENT_TRUST_ROOT in the pipeline's protected settings, outside the repository",
          "the trunk's first policy is \(root); compare it before you trust it",
        ])
    ]
  }
}
