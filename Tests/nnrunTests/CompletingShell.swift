import Foundation
import TestSupport

/// A shell on a terminal that completes the words of nnrun, and of a link to it, `./mynnrun`.
final class CompletingShell {
  /// The shells that there are scripts for.
  enum Program: String {
    case bash, zsh, fish
  }

  /// Its settings and the line that it shows; not in the sandbox, where users' files are.
  private let home: TemporaryFolder
  private let session: TerminalSession

  /// Starts a shell, and waits until it reads keys.
  init(_ program: Program, in sandbox: Sandbox) throws {
    home = try TemporaryFolder()
    try home.write(Self.settings(of: program, home: home.path), to: Self.settingsName(of: program))
    let command =
      switch program {
      case .bash: "bash --noprofile --rcfile \(home.file(".bashrc")) -i"
      case .zsh: "zsh --no-globalrcs -i"
      case .fish: "fish --no-config -i -C 'source \(home.file("config.fish"))'"
      }
    session = try TerminalSession(
      """
      unset INPUTRC XDG_CONFIG_HOME XDG_DATA_HOME
      export HOME=\(home.path) ZDOTDIR=\(home.path)
      exec \(command)
      """, in: sandbox)
    try session.wait(for: "the prompt") { $0.contains("ready> ") }
  }

  private static func settingsName(of program: Program) -> String {
    switch program {
    case .bash: ".bashrc"
    case .zsh: ".zshrc"
    case .fish: "config.fish"
    }
  }

  /// Settings with which Ctrl-G writes the line to a file that appears as a whole, and clears it.
  private static func settings(of program: Program, home: String) -> String {
    let line = "\(home)/line"
    switch program {
    case .bash:
      return """
        PS1='ready> '
        source <(nnrun --generate-completion-script bash)
        source <(./mynnrun --generate-completion-script bash)
        show() { printf '%s' "$READLINE_LINE" > \(line).new; mv \(line).new \(line); READLINE_LINE=; }
        bind -x '"\\C-g": show'

        """
    case .zsh:
      return """
        PS1='ready> '
        source <(nnrun --generate-completion-script zsh)
        source <(./mynnrun --generate-completion-script zsh)
        show() { printf '%s' "$BUFFER" > \(line).new; mv \(line).new \(line); BUFFER=; }
        zle -N show
        bindkey '^G' show

        """
    case .fish:
      return """
        function fish_prompt; echo -n 'ready> '; end
        nnrun --generate-completion-script fish | source
        ./mynnrun --generate-completion-script fish | source
        function show
          printf '%s' (commandline | string collect) > \(line).new
          mv \(line).new \(line)
          commandline ''
        end
        bind \\cg show

        """
    }
  }

  /// Types the beginning of a line, and presses Tab.
  ///
  /// - Returns: the line after that
  func complete(_ typed: String) throws -> String {
    try session.type("\(typed)\t\u{7}")
    try session.wait(for: "the line after \(typed)") { _ in
      FileManager.default.fileExists(atPath: home.file("line"))
    }
    defer { try? home.remove("line") }
    return try home.text("line")
  }

  /// Ends the shell.
  ///
  /// - Returns: its exit code and what its terminal got
  func end() throws -> (status: Int32, output: String) {
    try session.type("exit 0\r")
    return (try session.end(), session.output)
  }

  /// Whether there can be such a shell. Where it has to be there, `NNRUN_TEST_SHELLS` is set, and
  /// tests fail without it.
  static func isPossible(_ program: Program) -> Bool {
    if ProcessInfo.processInfo.environment["NNRUN_TEST_SHELLS"] != nil { return true }
    return TerminalSession.isPossible
      && (try? Sandbox().shell("command -v \(program)").status) == 0
  }
}
