#compdef git-assent
# Completes `git assent` in zsh, which calls this with the words after `git`.
autoload -Uz _assent
_assent "$@"
