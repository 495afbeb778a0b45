import Audit
import Primitives
import Testing

/// What forges and pipelines export, in the shapes of their public interfaces.
struct ForgeExportTests {
  private static let a = "a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d"
  private static let b = "4f1c2a9be07d35c86a1b9d2e4f7083b5c6d1e2fa"

  private func read(
    _ format: ForgeExport.Format, _ texts: String..., system: String? = nil,
    environment: String? = nil
  ) throws -> (lines: [String], omitted: [String], remarks: [String]) {
    let outcome = try ForgeExport(format: format, system: system, environment: environment).read(
      texts.enumerated().map { ("page\($0.offset + 1).json", Array($0.element.utf8)) })
    return (
      outcome.feed.lines.split(separator: "\n").map(String.init),
      outcome.omitted.map { "\($0.name) (\($0.why))\($0.mayHaveRun ? "!" : "")" },
      outcome.remarks
    )
  }

  @Test func `GitHub's deployments with the statuses that belong to them`() throws {
    func deployment(_ id: Int, _ sha: String, _ environment: String = "production") -> String {
      """
      {"url":"https://api.github.com/repos/harbourline/claims/deployments/\(id)","id":\(id),
       "sha":"\(sha)","ref":"main","task":"deploy","payload":{},"environment":"\(environment)",
       "creator":{"login":"octocat","id":1},"created_at":"2026-03-07T20:19:00Z",
       "updated_at":"2026-03-07T20:22:00Z","transient_environment":false}
      """
    }
    func status(_ id: Int, _ state: String, _ time: String) -> String {
      """
      {"state":"\(state)","creator":{"login":"octocat"},"environment":"production",
       "created_at":"\(time)",
       "deployment_url":"https://api.github.com/repos/harbourline/claims/deployments/\(id)"}
      """
    }
    let deployments =
      "["
      + [
        deployment(1, Self.a), deployment(2, Self.b), deployment(3, Self.b),
        deployment(4, Self.a, "staging"), deployment(5, Self.a), deployment(6, "main"),
      ].joined(separator: ",") + "]"
    let statuses = [
      "["
        + [
          status(1, "inactive", "2026-03-09T00:00:00Z"),
          status(1, "success", "2026-03-07T20:22:00Z"),
          status(1, "in_progress", "2026-03-07T20:20:00Z"),
        ].joined(separator: ",") + "]",
      "[" + status(2, "failure", "2026-03-07T20:22:00Z") + "]",
      "[" + status(3, "in_progress", "2026-03-07T20:22:00Z") + "]",
      "[" + status(6, "success", "2026-03-07T20:22:00Z") + "]",
    ].joined(separator: "\n")
    let result = try read(
      .gitHubDeployments, deployments, statuses.replacing("\n ", with: ""),
      environment: "production")
    #expect(
      result.lines == [
        """
        {"time":"2026-03-07T20:19:00Z","system":"claims","commit":"\(Self.a)","who":"octocat"}
        """,
        """
        {"time":"2026-03-07T20:22:00Z","system":"claims","commit":"\(Self.a)","who":"octocat"}
        """,
      ])
    #expect(
      result.omitted == [
        "deployment 2 (failure)", "deployment 3 (in_progress)!",
        "deployment 4 (environment staging)", "deployment 6 (main is no full commit id)!",
      ])
    #expect(result.remarks.count == 1 && result.remarks[0].contains("2 deployments came without"))
  }

  @Test func `GitLab's deployments`() throws {
    let result = try read(
      .gitLabDeployments,
      """
      [{"id":41,"iid":1,"ref":"main","sha":"\(Self.a)","created_at":"2026-03-07T07:36:40.222Z",
        "updated_at":"2026-03-07T07:38:12.414Z","status":"success",
        "user":{"id":1,"username":"fay"},
        "environment":{"id":9,"name":"production","external_url":null},
        "deployable":{"id":664,"status":"success","finished_at":"2026-03-07T07:38:05.000+00:00",
          "commit":{"id":"\(Self.a)"},"pipeline":{"id":36,"status":"success",
          "web_url":"https://gitlab.example/harbourline/claims/-/pipelines/36"}}},
       {"id":42,"iid":2,"ref":"main","sha":"\(Self.b)","created_at":"2026-03-08T07:36:40Z",
        "updated_at":"2026-03-08T07:38:12Z","status":"failed","user":{"username":"fay"},
        "environment":{"name":"production"},"deployable":null},
       {"id":43,"iid":3,"ref":"main","sha":"\(Self.b)","created_at":"2026-03-08T08:36:40Z",
        "updated_at":"2026-03-08T08:38:12Z","status":"running","user":{"username":"fay"},
        "environment":{"name":"production"},"deployable":null}]
      """)
    #expect(
      result.lines == [
        """
        {"time":"2026-03-07T07:38:05Z","system":"claims","commit":"\(Self.a)","who":"fay"}
        """
      ])
    #expect(result.omitted == ["deployment 2 (failed)", "deployment 3 (running)!"])
  }

  @Test func `Jenkins' builds`() throws {
    let result = try read(
      .jenkins,
      """
      {"_class":"org.jenkinsci.plugins.workflow.job.WorkflowJob","name":"deploy-claims","builds":[
       {"number":7,"result":"SUCCESS","timestamp":1772841600000,"duration":90500,
        "url":"https://ci.example/job/deploy-claims/7/","actions":[
         {"_class":"hudson.model.CauseAction","causes":[{"userId":"fay","userName":"Fay Stone"}]},
         {},
         {"_class":"hudson.plugins.git.util.BuildData",
          "lastBuiltRevision":{"SHA1":"\(Self.a)","branch":[{"SHA1":"\(Self.a)","name":"main"}]}}]},
       {"number":8,"result":"FAILURE","timestamp":1772845200000,"duration":1,"actions":[]},
       {"number":9,"result":null,"timestamp":1772848800000,"duration":0,"actions":[]},
       {"number":10,"result":"SUCCESS","timestamp":1772848800000,"duration":0,"actions":[
         {"lastBuiltRevision":{"SHA1":"\(Self.a)"}},{"lastBuiltRevision":{"SHA1":"\(Self.b)"}}]}]}
      """, system: "claims-db")
    #expect(
      result.lines == [
        """
        {"time":"2026-03-07T00:01:30Z","system":"claims-db","commit":"\(Self.a)","who":"fay"}
        """
      ])
    #expect(
      result.omitted == [
        "build 8 of deploy-claims (FAILURE)", "build 9 of deploy-claims (running)!",
        "build 10 of deploy-claims (several commits: \(Self.b), \(Self.a))!",
      ])
  }

  @Test func `Argo CD's applications`() throws {
    let result = try read(
      .argoCD,
      """
      {"apiVersion":"argoproj.io/v1alpha1","kind":"List","items":[
       {"metadata":{"name":"claims"},"spec":{"destination":{"namespace":"prod"}},
        "status":{"history":[
         {"id":3,"revision":"\(Self.a)","deployStartedAt":"2026-03-07T00:00:00Z",
          "deployedAt":"2026-03-07T00:00:09Z","initiatedBy":{"username":"fay"},
          "source":{"repoURL":"https://git.example/claims","path":"deploy"}},
         {"id":4,"revision":"1.7.2","deployedAt":"2026-03-08T00:00:09Z",
          "initiatedBy":{"automated":true},"source":{"chart":"claims"}},
         {"id":5,"revisions":["\(Self.b)","\(Self.a)"],"deployedAt":"2026-03-09T00:00:09Z",
          "initiatedBy":{"automated":true}}]}}]}
      """)
    #expect(result.lines.count == 3)
    #expect(
      result.lines.first
        == """
        {"time":"2026-03-07T00:00:09Z","system":"claims","commit":"\(Self.a)","who":"fay"}
        """)
    #expect(result.omitted == ["history 4 of claims (1.7.2 is no full commit id)!"])
    #expect(result.remarks.count == 1)
  }

  @Test func `Azure DevOps' releases and builds`() throws {
    let result = try read(
      .azureDevOps,
      """
      {"count":2,"value":[
       {"id":11,"release":{"id":5,"name":"Release-5","artifacts":[{"alias":"_claims","type":"Build",
         "definitionReference":{"sourceVersion":{"id":"\(Self.a)","name":""},
          "version":{"id":"901","name":"20260307.1"}}}]},
        "releaseDefinition":{"id":1,"name":"claims"},"releaseEnvironment":{"id":2,"name":"PROD"},
        "deploymentStatus":"succeeded","operationStatus":"Approved",
        "requestedFor":{"displayName":"Fay Stone","uniqueName":"fay@harbourline.example"},
        "queuedOn":"2026-03-07T00:00:00.1Z","startedOn":"2026-03-07T00:01:00.12Z",
        "completedOn":"2026-03-07T00:02:00.123Z"},
       {"id":12,"release":{"artifacts":[]},"releaseDefinition":{"name":"claims"},
        "releaseEnvironment":{"name":"PROD"},"deploymentStatus":"notDeployed"}]}
      """,
      """
      {"count":2,"value":[
       {"id":901,"buildNumber":"20260308.1","status":"completed","result":"succeeded",
        "sourceVersion":"\(Self.b)","finishTime":"2026-03-08T00:02:00Z",
        "definition":{"name":"claims"},"requestedFor":{"displayName":"Fay Stone"}},
       {"id":902,"buildNumber":"20260308.2","status":"inProgress","sourceVersion":"\(Self.b)",
        "definition":{"name":"claims"}}]}
      """)
    #expect(
      result.lines == [
        """
        {"time":"2026-03-07T00:02:00Z","system":"claims","commit":"\(Self.a)","who":"fay@harbourline.example"}
        """,
        """
        {"time":"2026-03-08T00:02:00Z","system":"claims","commit":"\(Self.b)","who":"Fay Stone"}
        """,
      ])
    #expect(result.omitted == ["deployment 12 (notDeployed)", "build 20260308.2 (inProgress)!"])
  }

  @Test func `a table with further columns`() throws {
    let result = try read(
      .plain,
      """
      ticket,time,system,environment,commit
      1,2026-03-07T00:02:00Z,claims,production,\(Self.a)
      2,2026-03-07T00:03:00Z,claims,staging,\(Self.a)
      """, environment: "production")
    #expect(result.lines.count == 1)
    #expect(result.omitted == ["line 3 (environment staging)"])
    #expect(result.remarks == ["columns left out: ticket"])
  }

  @Test(arguments: ForgeExport.Format.allCases)
  func `something else is refused by name and never an empty feed`(_ format: ForgeExport.Format) {
    for text in ["{\"message\":\"Not Found\"}", "[[{\"x\":1}]]", "nonsense", ""] {
      let fault = #expect(throws: InputFault.self) {
        try ForgeExport(format: format).read([("page.json", Array(text.utf8))])
      }
      #expect(fault?.file == "page.json")
    }
  }
}
