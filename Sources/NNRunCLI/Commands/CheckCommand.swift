import ArgumentParser
import NNConfig
import NNData
import NNExperiment
import NNFiles

/// `nnrun check`: shows the settings of an experiment and what training it takes.
struct CheckCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check an experiment and its data, and print it with all defaults filled in.",
    discussion: """
      The line 'task' says what the network learns to predict: classes, labels of which a row can \
      have several (multilabel), or numbers (regression). The setting 'task' of 'dataset' decides; \
      without it, the loss and the targets do. Examples:

        nnrun check configs/mnist.yaml
        nnrun check configs/mnist.yaml 'structure=[784,1000,10]' --json
      """)

  @OptionGroup var arguments: ExperimentArguments
  @OptionGroup var runs: RunsOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var libraries: LibraryOptions

  func run(with registry: Registry) throws {
    try Console.reportingErrors {
      let console = Console(isQuiet: output.quiet)
      let file = try readExperiment(
        arguments, registry: libraries.adding(to: registry), console: console)
      let summary = try ExperimentSummary(
        file, runsDirectory: runs.folder, threads: compute.threadCount)
      summary.notes.forEach(console.warn)
      try console.print(output.json ? summary.json.text : summary.text)
    }
  }
}

extension ExperimentSummary {
  /// The summary for programs.
  fileprivate var json: JSONValue {
    var fields: [(String, JSONValue)] = [
      ("run", .string(run)),
      ("settings", settings),
      ("task", .string(task.rawValue)),
      ("iterations", .integer(iterations)),
      ("parameters", .integer(parameters)),
    ]
    fields += Split.allCases.map { split in
      ("\(split.rawValue)_samples", .integer(sampleCounts[split] ?? 0))
    }
    fields.append(("threads", .integer(threads)))
    fields.append(
      (
        "memory_bytes",
        .object([
          ("data", .integer(dataBytes)), ("weights", .integer(weightBytes)),
          ("batch", .integer(batchBytes)),
        ])
      ))
    if !formulas.isEmpty {
      let values = formulas.map { setting, formulas in
        (setting, JSONValue.object(formulas.map { ($0.name, .string($0.text)) }))
      }
      fields.append(("formulas", .object(values)))
    }
    if !notes.isEmpty { fields.append(("warnings", .array(notes.map { .string($0) }))) }
    return .object(fields)
  }

  /// The summary for people.
  fileprivate var text: String {
    [layerTable, settingTable, formulaTable, resourceTable].filter { !$0.isEmpty }.joined(
      separator: "\n\n")
  }

  private var layerTable: String {
    var table = Table(rightAligned: [0, 1, 3])
    table.add("layer", "neurons", "activation", "weights")
    for (index, layer) in layers.enumerated() {
      table.add(
        "\(index)", "\(layer.neurons)", layer.activation ?? "(input)",
        index == 0 ? "" : "\(layer.parameters)")
    }
    table.add("", "", "total", "\(parameters)")
    return table.text
  }

  private var settingTable: String {
    var table = Table()
    if case .object(let fields) = settings {
      for (key, value) in fields {
        // A line for each setting of a plugin, and for each library: paths are long.
        if case .array(let entries) = value, case .object? = entries.first, key == "plugins" {
          for (index, entry) in entries.enumerated() {
            table.add(index == 0 ? key : "", Self.line(entry))
          }
          continue
        }
        guard case .object(let inner) = value else {
          table.add(key, Self.line(value))
          continue
        }
        for (index, setting) in inner.enumerated() {
          table.add(index == 0 ? key : "", "\(setting.0): \(Self.entry(setting.1))")
        }
      }
    }
    return table.text
  }

  private var formulaTable: String {
    var table = Table()
    for (setting, formulas) in formulas {
      for (index, formula) in formulas.enumerated() {
        let note = formula.note.map { " (\($0))" } ?? ""
        table.add(index == 0 ? setting : "", "\(formula.name) = \(formula.text)\(note)")
      }
    }
    return table.text
  }

  /// The task, and the number of its classes, labels or targets.
  private var taskText: String {
    let outputs = layers[layers.count - 1].neurons
    let what =
      switch task {
      // A single output is the probability of the second of two classes.
      case .classification: "\(max(2, outputs)) classes"
      case .multilabel: counted(outputs, "label")
      case .regression: counted(outputs, "target")
      }
    return "\(task), \(what)"
  }

  private var resourceTable: String {
    var table = Table()
    table.add("task", taskText)
    if let iterationsPerEpoch {
      let epochs = counted(iterations / iterationsPerEpoch, "epoch")
      table.add("length", "\(counted(iterations, "iteration")): \(epochs) of \(iterationsPerEpoch)")
    }
    table.add("data", data)
    let total = dataBytes + weightBytes + batchBytes
    // Each thread takes some, so that the number depends on the machine.
    let threads = threads == 1 ? "" : " with \(threads) threads"
    table.add(
      "memory",
      "\(Self.text(bytes: total))\(threads): data \(Self.text(bytes: dataBytes)), "
        + "weights \(Self.text(bytes: weightBytes)), batch \(Self.text(bytes: batchBytes))")
    table.add("run", run)
    return table.text
  }

  /// A setting in one line, cut so that it fits into a wide terminal.
  private static func line(_ value: JSONValue) -> String {
    let line =
      switch value {
      case .string(let text): text.contains(where: \.isNewline) ? text.onOneLine : text
      case .object(let fields): fields.map { "\($0.0): \(Self.line($0.1))" }.joined(separator: ", ")
      case .array(let values): "[\(values.map(Self.entry).joined(separator: ", "))]"
      case .null, .bool, .integer, .number: value.text
      }
    return line.count > 100 ? line.prefix(97) + "..." : line
  }

  /// A setting as an entry of a list.
  private static func entry(_ value: JSONValue) -> String {
    if case .object = value { "{\(line(value))}" } else { line(value) }
  }
}
