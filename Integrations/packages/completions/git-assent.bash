# Completes `git assent` in bash: Git's own completion loads this file and calls the function.
_git_assent() {
  declare -F _assent >/dev/null || _completion_loader assent
  local first=${__git_cmd_idx:-1}
  local -a line=("${words[@]:first}")
  local -a COMP_WORDS=("${line[@]}")
  local COMP_CWORD=$((cword - first))
  local COMP_LINE="${line[*]:0:COMP_CWORD + 1}"
  local COMP_POINT=${#COMP_LINE}
  _assent assent "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
}
