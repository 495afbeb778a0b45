internal import Primitives
internal import Reporting

// The shapes are those of the public interfaces: Jenkins' `job/NAME/api/json`, Argo CD's
// Application, Azure DevOps' "Deployments - List" and "Builds - List".
extension FeedDraft {
  /// Jenkins: a job with its builds, or the builds alone.
  mutating func addJenkins(_ values: [(name: String, value: JSONValue)]) throws(InputFault) {
    for (file, value) in values {
      let builds = value["builds"].elements
      for build in builds.isEmpty ? [value] : builds {
        guard let number = build["number"].integer, let start = build["timestamp"].integer else {
          throw InputFault(
            file, line: 1,
            "an element is no build with number and timestamp: ask for "
              + "tree=builds[number,result,timestamp,duration,url,actions[*[*]]]")
        }
        try addJenkins(build, number, start, job: value["name"].text, file)
      }
    }
  }

  private mutating func addJenkins(
    _ build: JSONValue, _ number: Int, _ start: Int, job: String?, _ file: String
  ) throws(InputFault) {
    let job = job ?? Self.job(build["url"].text)
    let name = "build \(number)" + (job.map { " of \($0)" } ?? "")
    let result = build["result"].text ?? "running"
    guard result == "SUCCESS" else {
      return omit(name, result, mayHaveRun: result == "UNSTABLE" || result == "running")
    }
    let actions = build["actions"].elements
    let commits = actions.compactMap { $0["lastBuiltRevision"]["SHA1"].text }
    let users = actions.flatMap { $0["causes"].elements }.compactMap { $0["userId"].text }
    let (end, overflow) = start.addingReportingOverflow(build["duration"].integer ?? 0)
    let parameters = actions.flatMap { $0["parameters"].elements }
    let environment = parameters.first {
      ["environment", "env"].contains(
        $0["name"].text.map { StaffList.lowered($0) }.map {
          String(decoding: $0, as: UTF8.self)
        } ?? "")
    }?["value"].text
    let distinct = Set(commits).sorted()
    guard distinct.count <= 1 else {
      // A build of several checkouts deployed one of them, and does not say which.
      return omit(name, "several commits: \(distinct.joined(separator: ", "))", mayHaveRun: true)
    }
    try take(
      Entry(
        file: file, name: name, time: Instant(seconds: Int64((overflow ? start : end) / 1000)),
        system: job, environment: environment, commit: distinct.first, who: users.first))
  }

  /// The job in `https://ci.example/job/folder/job/NAME/42/`.
  private static func job(_ url: String?) -> String? {
    let parts = url?.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) } ?? []
    guard let place = parts.lastIndex(of: "job"), parts.count > place + 1 else { return nil }
    return parts[place + 1]
  }

  /// Argo CD: applications; only what was synchronised stands in their history.
  mutating func addArgoCD(_ values: [(name: String, value: JSONValue)]) throws(InputFault) {
    for (file, value) in values {
      let items = value["items"].elements
      for application in items.isEmpty ? [value] : items {
        guard let name = application["metadata"]["name"].text else {
          throw InputFault(file, line: 1, "an element is no Application with a name")
        }
        for entry in application["status"]["history"].elements {
          try addArgoCD(entry, of: name, application, file)
        }
      }
    }
    remark(
      "Argo CD keeps the last ten synchronisations of an application unless its "
        + "revisionHistoryLimit says otherwise: export often enough")
  }

  private mutating func addArgoCD(
    _ entry: JSONValue, of name: String, _ application: JSONValue, _ file: String
  ) throws(InputFault) {
    let revisions = entry["revisions"].elements.compactMap(\.text)
    let all = revisions.isEmpty ? [entry["revision"].text].compactMap { $0 } : revisions
    let by = entry["initiatedBy"]
    let who = by["username"].text ?? (by["automated"].flag == true ? "automated" : nil)
    let time = entry["deployedAt"].text.flatMap { Instant(rfc3339: $0) }
    let label = "history \(entry["id"].integer.map(String.init) ?? "?") of \(name)"
    for revision in all.isEmpty ? [""] : all {
      try take(
        Entry(
          file: file, name: label, time: time, system: name,
          environment: application["spec"]["destination"]["namespace"].text,
          commit: revision.isEmpty ? nil : revision, who: who))
    }
  }

  /// Azure DevOps: deployments of classic releases, or builds of pipelines.
  mutating func addAzureDevOps(_ values: [(name: String, value: JSONValue)]) throws(InputFault) {
    for (file, value) in values {
      let items = value["value"].elements
      for item in items.isEmpty && value["value"].isNull ? [value] : items {
        if !item["deploymentStatus"].isNull {
          try addRelease(item, file)
        } else if !item["sourceVersion"].isNull {
          try addBuild(item, file)
        } else {
          throw InputFault(file, line: 1, "an element is neither a deployment nor a build")
        }
      }
    }
  }

  private mutating func addRelease(_ item: JSONValue, _ file: String) throws(InputFault) {
    let name = "deployment \(item["id"].integer.map(String.init) ?? "?")"
    let status = item["deploymentStatus"].text ?? "unknown"
    guard status == "succeeded" || status == "partiallySucceeded" else {
      return omit(name, status, mayHaveRun: status == "inProgress" || status == "unknown")
    }
    let artifacts = item["release"]["artifacts"].elements.map { artifact in
      artifact["definitionReference"]
    }
    let commits = artifacts.compactMap { reference in
      // Of a Git artifact the version is the commit, of a build its source version.
      reference["sourceVersion"]["id"].text ?? reference["version"]["id"].text
    }
    let time = item["completedOn"].text ?? item["startedOn"].text ?? item["queuedOn"].text
    for commit in commits.isEmpty ? [""] : Set(commits).sorted() {
      try take(
        Entry(
          file: file, name: name, time: time.flatMap { Instant(rfc3339: $0) },
          system: item["releaseDefinition"]["name"].text,
          environment: item["releaseEnvironment"]["name"].text,
          commit: commit.isEmpty ? nil : commit,
          who: Self.identity(item["requestedFor"]) ?? Self.identity(item["requestedBy"])))
    }
  }

  private mutating func addBuild(_ item: JSONValue, _ file: String) throws(InputFault) {
    let name = "build \(item["buildNumber"].text ?? item["id"].integer.map(String.init) ?? "?")"
    let result = item["result"].text ?? item["status"].text ?? "unknown"
    guard result == "succeeded" || result == "partiallySucceeded" else {
      return omit(name, result, mayHaveRun: item["result"].isNull)
    }
    try take(
      Entry(
        file: file, name: name,
        time: item["finishTime"].text.flatMap { Instant(rfc3339: $0) },
        system: item["definition"]["name"].text, environment: nil,
        commit: item["sourceVersion"].text, who: Self.identity(item["requestedFor"])))
  }

  private static func identity(_ value: JSONValue) -> String? {
    value["uniqueName"].text ?? value["displayName"].text
  }
}
