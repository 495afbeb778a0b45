internal import Primitives
internal import Reporting

/// What ran in production, when and by whom, as pipelines say it.
package struct DeploymentFeed: Hashable, Sendable {
  /// In the order of the file.
  package let deployments: [Reconciliation.Deployment]

  package init(deployments: [Reconciliation.Deployment]) { self.deployments = deployments }

  /// Reads CSV with a header, or JSON Lines, with `time`, `system`, `commit`, `digest` and `who`.
  ///
  /// Throws at the first line that is not in order: a feed that is read in part leaves out what it
  /// is there to show.
  ///
  /// - Parameter name: the file below `inputs/`.
  package static func read(_ bytes: [UInt8], name: String) throws(InputFault) -> DeploymentFeed {
    let rows = try InputRows.read(
      bytes, name: name, columns: ["time", "system", "commit", "digest", "who"],
      demanding: ["time", "system"])
    var deployments: [Reconciliation.Deployment] = []
    deployments.reserveCapacity(rows.count)
    for row in rows { deployments.append(try deployment(row)) }
    return DeploymentFeed(deployments: deployments)
  }

  private static func deployment(_ row: InputRow) throws(InputFault) -> Reconciliation.Deployment {
    guard let time = row["time"].flatMap({ Instant(rfc3339: $0) }) else {
      throw row.fault(
        "`time` is an RFC 3339 time with its offset, 2026-03-08T01:00:00Z", in: "time")
    }
    guard let system = row["system"] else {
      throw row.fault("`system` is missing", in: "system")
    }
    let commit = row["commit"].map { ObjectID($0) }
    if let commit, commit == nil {
      throw row.fault("`commit` is a full id of 40 digits 0-9 and a-f", in: "commit")
    }
    let digest = row["digest"].map { SHA256Digest($0) ?? SHA256Digest(hex: $0) }
    if let digest, digest == nil {
      throw row.fault("`digest` is sha256: and 64 digits 0-9 and a-f", in: "digest")
    }
    guard commit != nil || digest != nil else {
      throw row.fault("neither `commit` nor `digest` says what was deployed")
    }
    return Reconciliation.Deployment(
      time: time, system: system, commit: commit ?? nil, digest: digest ?? nil, who: row["who"],
      source: row.file, line: row.line)
  }

  /// The feed as JSON Lines, by time, system, commit and digest.
  package var lines: String {
    deployments.map { deployment in
      (
        deployment,
        [
          deployment.system, deployment.commit?.description ?? "",
          deployment.digest?.description ?? "", deployment.who ?? "",
        ]
      )
    }.sorted { left, right in
      left.0.time != right.0.time
        ? left.0.time < right.0.time
        : left.1.lexicographicallyPrecedes(right.1)
    }.map { deployment, _ in
      var members: [(String, JSONValue)] = [
        ("time", .string(deployment.time.description)), ("system", .string(deployment.system)),
      ]
      if let commit = deployment.commit { members.append(("commit", .text(commit))) }
      if let digest = deployment.digest { members.append(("digest", .text(digest))) }
      if let who = deployment.who { members.append(("who", .string(who))) }
      return JSONValue.object(members).line
    }.joined()
  }
}
