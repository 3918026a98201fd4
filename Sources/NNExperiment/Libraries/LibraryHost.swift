import CNNPlugin
import NNConfig
import NNCore
import NNData
import NNFiles

/// What nnrun offers to libraries: the table of functions that their entry functions receive.
enum LibraryHost {
  /// The table, which exists until the process ends.
  nonisolated(unsafe) static let table: UnsafePointer<nnrun_host> = {
    let table = UnsafeMutablePointer<nnrun_host>.allocate(capacity: 1)
    table.initialize(to: functions)
    return UnsafePointer(table)
  }()

  private static let floats = Kernels<Float>(.best)
  private static let doubles = Kernels<Double>(.best)

  private static var functions: nnrun_host {
    var host = nnrun_host()
    host.size = MemoryLayout<nnrun_host>.size
    addSettings(to: &host)
    addNumbers(to: &host)
    addData(to: &host)
    addKnowledge(to: &host)
    return host
  }

  private static func addSettings(to host: inout nnrun_host) {
    host.is_set = { LibraryCall.of($0)?.value($1) == nil ? 0 : 1 }
    host.number = { call, name in
      LibraryCall.of(call)?.value(name, as: "a number") {
        if case .number(let number) = $0 { number } else { nil }
      } ?? 0
    }
    host.integer = { call, name in
      LibraryCall.of(call)?.value(name, as: "a whole number") {
        if case .integer(let integer) = $0 { Int64(integer) } else { nil }
      } ?? 0
    }
    host.boolean = { call, name in
      LibraryCall.of(call)?.value(name, as: "true or false") {
        if case .boolean(let value) = $0 { value ? 1 : 0 } else { nil }
      } ?? 0
    }
    host.text = { call, name in
      guard let call = LibraryCall.of(call) else { return nil }
      switch call.value(name) {
      case .text(let text), .path(let text): return call.lend(text)
      case nil: break
      default: call.misuse(reading: name, as: "a text")
      }
      return call.lend("")
    }
    host.numbers = { call, name, count in
      let numbers =
        LibraryCall.of(call)?.value(name, as: "a list of numbers") { value -> [Double]? in
          guard case .list(let values) = value else { return nil }
          return values.map { if case .number(let number) = $0 { number } else { 0 } }
        } ?? []
      count?.pointee = numbers.count
      return LibraryCall.of(call)?.lend(numbers)
    }
    host.fail = { call, place, message in
      LibraryCall.of(call)?.fail(
        place: place.map { String(cString: $0) } ?? "",
        message: message.map { String(cString: $0) } ?? "")
      return 1
    }
  }

  private static func addNumbers(to host: inout nnrun_host) {
    host.compute_f64 = { function, count, x, y in
      if let x, let y { LibraryHost.doubles.compute(function, count, x, y) }
    }
    host.compute_f32 = { function, count, x, y in
      if let x, let y { LibraryHost.floats.compute(function, count, x, y) }
    }
    host.uniform = { seed, stream, index in
      LibraryHost.uniform(seed, stream, index)
    }
    host.normal = { seed, stream, index in
      var number = LibraryHost.uniform(seed, stream, index)
      withUnsafeMutablePointer(to: &number) {
        LibraryHost.doubles.normalQuantile(UnsafeMutableBufferPointer(start: $0, count: 1))
      }
      return number
    }
  }

  /// NaN for positions that the generator does not have.
  private static func uniform(_ seed: UInt64, _ stream: UInt64, _ index: UInt64) -> Double {
    guard stream < 1 << 56, index < 1 << 48 else { return .nan }
    return RandomNumbers(seed: seed, purpose: .plugin)
      .uniform(stream: Int(stream), index: Int(index))
  }

  private static func addData(to host: inout nnrun_host) {
    host.file = { call, path in LibraryCall.of(call)?.add(file: path) ?? false ? 0 : 1 }
    host.read = { call, path, size in
      let bytes = LibraryCall.of(call)?.read(path)
      size?.pointee = bytes?.count ?? 0
      return bytes?.baseAddress
    }
    host.inputs = { call, set, type, dimensions, shape in
      LibraryCall.of(call)?.received("hands over inputs") {
        try $0.addInputs(set, type, dimensions, shape)
      }
    }
    host.classes = { call, set, samples in
      LibraryCall.of(call)?.received("hands over classes") {
        try $0.addClasses(set, samples)
      }?.assumingMemoryBound(to: Int32.self)
    }
    host.targets = { call, set, samples, width in
      LibraryCall.of(call)?.received("hands over targets") {
        try $0.addTargets(set, samples, width)
      }?.assumingMemoryBound(to: Double.self)
    }
    host.class_names = { call, count, names in
      LibraryCall.of(call)?.receivedTexts("the name of a class", count, names) {
        try $0.setClassNames($1)
      } ?? 1
    }
    host.input_names = { call, count, names in
      LibraryCall.of(call)?.receivedTexts("the name of an input", count, names) {
        try $0.setInputNames($1)
      } ?? 1
    }
    host.target_names = { call, count, names in
      LibraryCall.of(call)?.receivedTexts("the name of a column of targets", count, names) {
        try $0.setTargetNames($1)
      } ?? 1
    }
    host.divide_inputs = { call, divisor in
      LibraryCall.of(call)?.received("divides inputs") { try $0.setDivisor(divisor) } == nil ? 1 : 0
    }
    host.call_samples = { call, unit in
      LibraryCall.of(call)?.receivedText("what samples are called", unit) { try $0.setUnit($1) }
        ?? 1
    }
    host.note = { call, text in
      LibraryCall.of(call)?.receivedText("a note", text) { try $0.add(note: $1) } ?? 1
    }
    host.keep_text = { call, name, text in
      guard let call = LibraryCall.of(call), let name = call.line(name, "a name"),
        let text = call.text(text, "what is to be kept")
      else { return 1 }
      return call.received("keeps a text") { try $0.keep(text, as: name) } == nil ? 1 : 0
    }
    host.keep_numbers = { call, name, count, numbers in
      guard let call = LibraryCall.of(call), let name = call.line(name, "a name") else { return 1 }
      return call.receivedNumbers("what is to be kept", count, numbers) {
        try $0.keep($1, as: name)
      }
    }
  }

  private static func addKnowledge(to host: inout nnrun_host) {
    host.kept_text = { call, name in
      LibraryCall.of(call)?.kept(name)?.string.flatMap { LibraryCall.of(call)?.lend($0) }
    }
    host.kept_numbers = { call, name, count in
      let numbers = LibraryCall.of(call)?.kept(name)?.doubles
      count?.pointee = numbers?.count ?? 0
      return numbers.flatMap { LibraryCall.of(call)?.lend($0) }
    }
    host.class_count = { Int64(LibraryCall.of($0)?.knowledge?.classes.count ?? 0) }
    host.class_name = { call, index in
      guard let call = LibraryCall.of(call), let classes = call.knowledge?.classes,
        let index = Int(exactly: index), classes.indices.contains(index)
      else { return nil }
      return call.lend(classes[index])
    }
  }
}

extension Kernels {
  /// y[i] = f(x[i]) for a function of the interface, NaN for any other number.
  fileprivate func compute(
    _ function: nnrun_function, _ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>
  ) {
    if let function = function.kernel {
      apply(function, count: count, x, into: y)
    } else {
      y.update(repeating: .nan, count: count)
    }
  }
}

extension nnrun_function {
  /// The kernel that computes it; `nil` if there is no such function.
  fileprivate var kernel: UnaryFunction? {
    switch self {
    case NNRUN_EXP: .exp
    case NNRUN_LOG: .log
    case NNRUN_SQRT: .sqrt
    case NNRUN_TANH: .tanh
    case NNRUN_SINH: .sinh
    case NNRUN_COSH: .cosh
    case NNRUN_SIN: .sin
    case NNRUN_COS: .cos
    case NNRUN_ERF: .erf
    case NNRUN_SIGMOID: .sigmoid
    case NNRUN_SOFTPLUS: .softplus
    default: nil
    }
  }
}
