internal import ArgumentParser

/// `assent audit`: what auditors ask of a history.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Test the controls over changes, and write the evidence.",
    subcommands: [
      AuditReportCommand.self, AuditSampleCommand.self, AuditSampleSizeCommand.self,
      AuditVerifyCommand.self, AuditAttestCommand.self, AuditFeedCommand.self,
      AuditExportCommand.self, AuditSchemaCommand.self,
    ])
}
