// Orthogonal initial weights, so that a layer neither stretches nor shrinks what it is given (Saxe,
// McClelland, Ganguli 2013, arXiv:1312.6120). In Swift, with the header as it is:
//
//     swiftc -O -parse-as-library -emit-library -import-objc-header nnrun_plugin.h \
//       -o liborthogonal.so orthogonal.swift

/// Weights whose rows, or columns if these are fewer, are orthogonal and of the length `gain`.
struct Orthogonal {
  let gain: Double

  /// Makes random vectors orthogonal one after another (the modified Gram-Schmidt process). Each
  /// sum has one order.
  func weights(of layer: nnrun_layer, _ nn: nnrun_host, into weights: UnsafeMutablePointer<Double>)
  {
    let (inputs, outputs) = (Int(layer.inputs), Int(layer.outputs))
    let (count, length) = (min(inputs, outputs), max(inputs, outputs))
    var vectors: [[Double]] = []
    for number in 0..<count {
      // A random number is a function of seed, stream and position.
      var vector = (0..<length).map { position in
        nn.normal(layer.seed, UInt64(layer.layer), UInt64(number * length + position))
      }
      for other in vectors {
        let share = dot(vector, other)
        for i in 0..<length { vector[i] -= share * other[i] }
      }
      let norm = dot(vector, vector).squareRoot()
      vectors.append(vector.map { $0 / norm })
    }
    for output in 0..<outputs {
      // The weights from the bias neuron are 0.
      let row = weights + output * (inputs + 1)
      row[0] = 0
      for input in 0..<inputs {
        row[1 + input] =
          gain * (outputs <= inputs ? vectors[output][input] : vectors[input][output])
      }
    }
  }

  private func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }
}

// Functions of C know nothing but their arguments, so what they need is in a global variable, which
// is written once, before anything else is called.
nonisolated(unsafe) private var nn = nnrun_host()

/// What nnrun is given has to exist until the process ends, so nothing frees it.
private func permanent<T>(_ value: T) -> UnsafePointer<T> {
  let memory = UnsafeMutablePointer<T>.allocate(capacity: 1)
  memory.initialize(to: value)
  return UnsafePointer(memory)
}

private func permanent(_ text: StaticString) -> UnsafePointer<CChar> {
  UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// The function that nnrun looks for: all plugins of the library.
@_cdecl("nnrun_plugin_v1")
public func plugins(_ host: UnsafePointer<nnrun_host>) -> UnsafePointer<nnrun_library>? {
  nn = host.pointee

  var gain = nnrun_parameter()
  gain.name = permanent("gain")
  gain.type = NNRUN_NUMBER
  gain.summary = permanent("the length of each row or column")
  gain.default_value = permanent("1")
  gain.range = permanent("(0, inf)")

  var orthogonal = nnrun_initializer()
  orthogonal.about.name = permanent("orthogonal")
  orthogonal.about.summary = permanent("random weights with orthogonal rows or columns")
  orthogonal.about.parameters = permanent(gain)
  orthogonal.about.parameter_count = 1
  orthogonal.about.create = { call, result in
    result?.pointee = UnsafeMutableRawPointer(
      mutating: permanent(Orthogonal(gain: nn.number(call, "gain"))))
    return 0
  }
  orthogonal.about.destroy = { $0?.deallocate() }
  orthogonal.initialize = { instance, _, layer, weights in
    guard let instance, let layer, let weights else { return 1 }
    instance.load(as: Orthogonal.self).weights(of: layer.pointee, nn, into: weights)
    return 0
  }

  var library = nnrun_library()
  library.initializers = permanent(orthogonal)
  library.initializer_count = 1
  return permanent(library)
}
