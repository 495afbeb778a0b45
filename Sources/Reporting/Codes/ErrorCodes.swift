extension CodeTable {
  /// Why there is no answer.
  package static let errors = Group(
    title: "Errors",
    introduction: """
      `code` in `assent/error/1`: the command ended without the answer it was asked for. The exit
      status is 2 for wrong usage or configuration, 3 where nothing can be decided, and 4 where
      there is nothing to judge.
      """,
    meanings: [
      CodeMeaning(
        "usage", "The command line is wrong.", "Read the message, or `assent help COMMAND`."),
      CodeMeaning(
        "no-such-change", "No record of that id was ever on the trunk.",
        "Check the id: `assent status` lists the changes."),
      CodeMeaning(
        "no-such-act", "No act on that change stands in a commit of that id.",
        "Check the id: `assent explain <ID>` lists the acts that do not count."),
      CodeMeaning(
        "code-unknown",
        "The policy does not govern the code that is asked about, or not only that.",
        "Name one of the repositories under `code` in `policies/assent.yaml` with `--repository`."),
      CodeMeaning(
        "nothing-to-deploy", "What is to be deployed runs already.",
        "Nothing is to be done: both commits are the same."),
      CodeMeaning(
        "no-such-rule", "No rule has that name.", "Check the name: `assent rule` lists the rules."),
      CodeMeaning(
        "no-policies", "No `policies/` was found to lint against.",
        "Work inside the repository, give `--policies DIR`, or lint with `--no-policies`."),
      CodeMeaning(
        "nothing-touched", "The head of the pull request touches no change and no policy.",
        "Nothing is to be done; link the change in a commit: `Change: <ID>`, if it belongs to one."),
      CodeMeaning(
        "audit-input", "A file that was given to an audit is not in order.",
        "Correct it at the line and column that the message names."),
      CodeMeaning(
        "feed-empty", "An export holds no deployment that ran.",
        "Check `--environment`, and whether the export has all pages."),
      CodeMeaning(
        "nothing-to-lint", "The paths hold neither records nor policy files.",
        "Name files below `changes/` or `policies/`."),
      CodeMeaning(
        "nothing-to-audit", "No change belongs to the period, or the trunk begins after it.",
        "Ask for another period, or place changes otherwise: `--by created`."),
      CodeMeaning(
        "interrupted", "The program was told to stop before it was done.",
        "Nothing was written: run it again."),
      CodeMeaning(
        "baseline", "The file that `--baseline` names is none, or is damaged.",
        "Restore it, or make it anew with `--write-baseline`."),
      CodeMeaning(
        "range-empty", "The range of commits to lint holds none.",
        "Name what was there before, then the head: `--commits origin/main..HEAD`."),
      CodeMeaning(
        "base-missing", "The commit that a range begins with is not known, or not here.",
        "Fetch the whole history, or name the range: `--commits origin/main..HEAD`."),
      CodeMeaning(
        "nothing-to-test", "There are no cases for the policy.",
        "Write `policies/tests/<name>.yaml`, or name a file."),
      CodeMeaning(
        "trust-root-missing", "No usable trust root was given.",
        "Give `--trust-root COMMIT` or set `ASSENT_TRUST_ROOT`."),
      CodeMeaning(
        "trunk-missing", "The trunk cannot be found.",
        "Fetch the branch that the policy names, or give `--trunk`."),
      CodeMeaning(
        "not-on-spine", "A named commit does not lie on the first-parent chain of the trunk.",
        "Name a commit that `git log --first-parent` shows."),
      CodeMeaning(
        "policy-missing", "A commit that needs a policy has none.",
        "Begin trust at a commit that has `policies/assent.yaml`."),
      CodeMeaning(
        "policy-unreadable", "The policy at the trust root cannot be read.",
        "Begin trust at a commit whose `policies/` are in order: `assent lint policies`."),
      CodeMeaning(
        "policy-undigestible", "A file below `policies/` is one that no digest can name.",
        "Store plain files of at most 1 MiB under plain names: `assent policy lint` names them."),
      CodeMeaning(
        "policy-edit", "The policy was not edited: the result would not be what was meant.",
        "Read the reason; nothing was written."),
      CodeMeaning(
        "pack-unreadable", "An evidence pack is no pack, is damaged, or leads out of its folder.",
        "Take the pack as it was handed over."),
      CodeMeaning(
        "pack-engine", "Another version of the program wrote the evidence pack.",
        "Verify the pack with the version that it names."),
      CodeMeaning(
        "pack-trust-root", "The evidence pack begins trust at another commit than was given.",
        "Find out who chose the trust root of the pack."),
      CodeMeaning(
        "pack-code", "The evidence pack was made with clones of code that were not given.",
        "Give each with `--code`, in the same order."),
      CodeMeaning(
        "pack-bundle", "The evidence pack has no bundle of the history, or a damaged one.",
        "Name the repository: `assent audit verify -C PATH PACK`."),
      CodeMeaning(
        "nothing-to-attest",
        "The gate does not allow the change and no Start of it was authorised: nothing holds.",
        "Read `assent explain <ID>`, or attest with `--predicate vsa`."),
      CodeMeaning(
        "zone-unknown", "The calendar's time zone, or a day in it, is not known on this machine.",
        "Install tzdata, or correct `time-zone` in `policies/calendar.yaml`."),
      CodeMeaning(
        "references-moving", "Branches of acts changed faster than they could be listed.",
        "Run it again when nothing is pushed or fetched."),
      CodeMeaning(
        "history-rewritten", "An earlier tip no longer lies on the trunk.",
        "Find out who rewrote the trunk; nothing is decided until then."),
      CodeMeaning(
        "would-not-count", "The act would not count, so it was not signed.",
        "Read the reason; `assent explain` has the whole picture."),
      CodeMeaning(
        "table-unwritten", "A table, workbook or database cannot be written.",
        "Make room on the disk, or name another folder."),
      CodeMeaning(
        "table-unreadable",
        "The database of an evidence pack is none, is damaged, or is of another version.",
        "Write the pack anew: `assent audit report`."),
      CodeMeaning(
        "table-contradictory", "One fact of an audit came twice, or belongs to no change of it.",
        "This is a defect of Assent: please report it."),
      CodeMeaning(
        "postgres", "PostgreSQL did not take an evidence pack.",
        "Read the message, which is the server's; nothing was changed there."),
      CodeMeaning(
        "postgres-password", "A connection string holds a password.",
        "Set `PGPASSWORD`, or write it into `~/.pgpass` or a service file."),
      CodeMeaning(
        "fleet", "The file that `--fleet` names is none, or is wrong at the place that is named.",
        "Correct it there."),
      CodeMeaning(
        "agenda", "The file is no agenda, or not one that may be signed here.",
        "Make it anew: `assent agenda --role ROLE --output DIR`."),
      CodeMeaning(
        "policy-unsettled", "The policy on the trunk is not in force, so no act would count.",
        "Its owners approve it, or `policies/` is restored: `assent status` says more."),
      CodeMeaning(
        "signing-key", "It is not known which key would sign.",
        "Set `user.signingkey`, or give `--key` an SSH key file or an OpenPGP fingerprint."),
      CodeMeaning(
        "signing-format", "Git is set up to sign in a format that does not count here.",
        "Set `gpg.format` to `ssh` or `openpgp`, or give `--key`."),
      CodeMeaning("git-failed", "A Git command failed.", "Read what it said."),
      CodeMeaning(
        "push-refused", "A remote refused a push, by a rule of its own or again and again.",
        "Read what it said; nothing is lost, and the message says what to push."),
      CodeMeaning(
        "no-such-branch", "No branch of acts has that name.",
        "Check the name: `assent land --dry-run` lists the branches."),
      CodeMeaning("program-missing", "A program is not installed.", "Install it."),
      CodeMeaning("program-failed", "A program failed.", "Read what it said."),
      CodeMeaning("exists", "A file is already there and was left alone.", "Name another."),
      CodeMeaning("file", "A file cannot be read or written.", "Check its path and permissions."),
      CodeMeaning(
        "internal", "The program contradicted itself.", "Report it with its output."
      ),
      CodeMeaning(
        "demo", "The demonstration got another answer than it should.", "Report it with its output."
      ),
    ] + gitErrors)

  private static let gitErrors = [
    CodeMeaning(
      "not-a-repository", "There is no Git repository at the path or above it.",
      "Work inside the repository, or give `-C DIR`."),
    CodeMeaning(
      "not-found", "An object or a revision does not exist in this repository.",
      "Check the name, or fetch what is missing."),
    CodeMeaning(
      "shallow", "The history was cut off by a shallow clone.",
      "Fetch it whole: `git fetch --unshallow`; in a pipeline, check out with full depth."),
    CodeMeaning(
      "grafts", "`info/grafts` rewrites the parents of commits.", "Remove the file and fetch."),
    CodeMeaning(
      "partial-clone", "Objects were left out by a partial clone.", "Clone without a filter."),
    CodeMeaning(
      "sha256", "The repository names its objects by SHA-256.",
      "Use a repository of the usual object format."),
    CodeMeaning(
      "corrupt", "An object or a reference cannot be read as what it should be.",
      "Run `git fsck`, and clone anew if it complains."),
    CodeMeaning("ambiguous", "An abbreviated name fits several objects.", "Give more digits."),
    CodeMeaning(
      "owner", "The repository belongs to another user.",
      "Run as its owner, or clone it for yourself."),
    CodeMeaning("wrong-type", "An object is of another type than it should be.", "Check the name."),
    CodeMeaning(
      "too-large", "An object is larger than can be read.", "Make the file smaller."),
    CodeMeaning("invalid-name", "A name is not one that Git allows.", "Check the name."),
    CodeMeaning(
      "unsupported", "The repository uses an extension that cannot be read.",
      "Clone it without the extension."),
    CodeMeaning("other", "Git reports something else.", "Read the message."),
  ]
}
