internal import Reporting

/// Turns what forges and pipelines export of their deployments into a feed.
package struct ForgeExport: Sendable {
  /// Who exported.
  package enum Format: String, Hashable, Sendable, CaseIterable {
    case gitHubDeployments = "github-deployments"
    case gitLabDeployments = "gitlab-deployments"
    case jenkins
    case argoCD = "argocd"
    case azureDevOps = "azure-devops"
    /// A feed of the columns that are ours, among others.
    case plain
  }

  /// A deployment that is not in the feed.
  package struct Omission: Hashable, Sendable {
    /// Such as `deployment 42`.
    package let name: String
    /// Such as `failure`.
    package let why: String
    /// Whether it may have reached production all the same, so that the feed lacks something.
    package let mayHaveRun: Bool

    package init(name: String, why: String, mayHaveRun: Bool) {
      self.name = name
      self.why = why
      self.mayHaveRun = mayHaveRun
    }
  }

  /// What an export comes to.
  package struct Outcome: Sendable {
    package let feed: DeploymentFeed
    /// In the order of the files.
    package let omitted: [Omission]
    /// What the reader should know about the feed.
    package let remarks: [String]
  }

  package let format: Format
  /// The system of every deployment, in place of what the export says.
  package let system: String?
  /// The only environment whose deployments are taken; all, if nil.
  package let environment: String?

  package init(format: Format, system: String? = nil, environment: String? = nil) {
    self.format = format
    self.system = system
    self.environment = environment
  }

  /// Reads the files of one export together.
  ///
  /// Throws at the first file that is not what the format promises.
  package func read(_ files: [(name: String, bytes: [UInt8])]) throws(InputFault) -> Outcome {
    var draft = FeedDraft(export: self)
    if format == .plain {
      for file in files { try draft.addPlain(file.bytes, file.name) }
      return draft.outcome
    }
    var values: [(name: String, value: JSONValue)] = []
    for file in files {
      for value in try Self.values(file.bytes, file.name) { values.append((file.name, value)) }
    }
    switch format {
    case .gitHubDeployments: try draft.addGitHub(values)
    case .gitLabDeployments: try draft.addGitLab(values)
    case .jenkins: try draft.addJenkins(values)
    case .argoCD: try draft.addArgoCD(values)
    case .azureDevOps: try draft.addAzureDevOps(values)
    case .plain: break
    }
    return draft.outcome
  }

  /// The objects of an export: one text, or one a line, as paging through an API leaves them; lists
  /// are taken apart.
  private static func values(_ bytes: [UInt8], _ name: String) throws(InputFault) -> [JSONValue] {
    guard bytes.count <= CSVReader.sizeLimit else {
      throw InputFault(name, line: 1, "the file is larger than \(CSVReader.sizeLimit >> 20) MiB")
    }
    let whole: JSONReader.Fault
    do throws(JSONReader.Fault) { return flat([try JSONReader.read(bytes)]) } catch {
      whole = error
    }
    var values: [JSONValue] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.contains(where: { $0 > 0x20 })
    {
      do throws(JSONReader.Fault) { values.append(try JSONReader.read(Array(line))) } catch {
        let before = bytes[..<min(whole.offset, bytes.count)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        throw InputFault(
          name, line: before.count { $0 == UInt8(ascii: "\n") } + 1,
          column: whole.offset - start + 1, whole.reason)
      }
    }
    guard !values.isEmpty else { throw InputFault(name, line: 1, "the file is empty") }
    return flat(values)
  }

  private static func flat(_ values: [JSONValue]) -> [JSONValue] {
    values.flatMap { value -> [JSONValue] in
      guard case .array(let elements) = value else { return [value] }
      return flat(elements)
    }
  }
}
