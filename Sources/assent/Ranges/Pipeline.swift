/// The pipeline that a command runs in, as its environment tells it.
enum Pipeline: CaseIterable {
  case github, gitlab, bitbucket, azure, jenkins, buildkite, circle, woodpecker

  /// The one that is running; nil outside of any that is known.
  static func running(_ environment: (String) -> String?) -> Pipeline? {
    allCases.first { !(environment($0.mark) ?? "").isEmpty }
  }

  /// A variable that it always sets.
  private var mark: String {
    switch self {
    case .github: "GITHUB_ACTIONS"
    case .gitlab: "GITLAB_CI"
    case .bitbucket: "BITBUCKET_BUILD_NUMBER"
    case .azure: "TF_BUILD"
    case .jenkins: "JENKINS_URL"
    case .buildkite: "BUILDKITE"
    case .circle: "CIRCLECI"
    case .woodpecker: "CI_WORKFLOW_NAME"
    }
  }

  /// How the whole history is checked out there.
  var wholeHistory: String {
    switch self {
    case .github: "give actions/checkout `fetch-depth: 0`"
    case .gitlab: "set the variable `GIT_DEPTH: \"0\"` for the job"
    case .bitbucket: "set `clone: {depth: full}` in bitbucket-pipelines.yml"
    case .azure: "set `fetchDepth: 0` on the `checkout` step"
    case .jenkins: "clear `Shallow clone` in the job's clone behaviours"
    case .buildkite: "remove `--depth` from BUILDKITE_GIT_CLONE_FLAGS"
    case .circle: "run `git fetch --unshallow` behind `checkout`"
    case .woodpecker: "give the clone step `depth: 0` and `partial: false`"
    }
  }

  /// The commit or branch before what the pipeline runs for; nil where it does not say.
  func base(_ environment: (String) -> String?, event: (String) -> [UInt8]?) -> String? {
    func said(_ name: String) -> String? {
      environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    func branch(_ name: String) -> String? { said(name).map { "refs/remotes/origin/\($0)" } }
    switch self {
    case .github:
      return branch("GITHUB_BASE_REF")
        ?? said("GITHUB_EVENT_PATH").flatMap(event).flatMap(PushEvent.before)
    case .gitlab:
      return said("CI_MERGE_REQUEST_DIFF_BASE_SHA") ?? said("CI_COMMIT_BEFORE_SHA")
    case .bitbucket:
      return said("BITBUCKET_PR_DESTINATION_COMMIT") ?? branch("BITBUCKET_PR_DESTINATION_BRANCH")
    case .azure:
      return said("SYSTEM_PULLREQUEST_TARGETBRANCH").map { name in
        "refs/remotes/origin/"
          + (name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : name)
      }
    case .jenkins:
      return branch("CHANGE_TARGET") ?? said("GIT_PREVIOUS_SUCCESSFUL_COMMIT")
        ?? said("GIT_PREVIOUS_COMMIT")
    case .buildkite: return branch("BUILDKITE_PULL_REQUEST_BASE_BRANCH")
    case .circle: return nil
    case .woodpecker: return branch("CI_COMMIT_TARGET_BRANCH") ?? said("CI_PREV_COMMIT_SHA")
    }
  }
}
