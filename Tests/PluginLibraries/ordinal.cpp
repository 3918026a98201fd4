// A loss for ordered classes, such as grades: how far the predicted probabilities have to be moved
// to become the right ones. Of sums up to each class, A_k of the outputs and Y_k of the targets, it
// is the ranked probability score, sum over k of (A_k - Y_k)^2, or the earth mover's distance,
// sum over k of |A_k - Y_k|. No formula says that: it needs the whole row.
//
//     c++ -std=c++17 -O2 -ffp-contract=off -shared -fPIC -o libordinal.so ordinal.cpp
#include <exception>
#include <string_view>

#include "nnrun_plugin.h"

namespace {

const nnrun_host *nn;

class Ordinal {
public:
  explicit Ordinal(nnrun_call *call) {
    std::string_view distance = nn->text(call, "distance");
    isSquared = distance == "squared";
  }

  // The sum has an order, from the first class on, and is computed in double also of floats. It
  // leaves out the last class, for which A and Y are 1.
  template <typename T> double cost(size_t count, const T *a, const T *y) const {
    double cost = 0, difference = 0;
    for (size_t k = 0; k + 1 < count; k++) {
      difference += double(a[k]) - double(y[k]);
      cost += isSquared ? difference * difference : difference < 0 ? -difference : difference;
    }
    return cost;
  }

  // a_i is part of all A_k with k >= i, so dC/da_i is a sum that runs from the last class to i.
  template <typename T> void gradient(size_t count, const T *a, const T *y, T *delta) const {
    double difference = 0, sum = 0;
    delta[count - 1] = 0;
    for (size_t k = 0; k + 1 < count; k++) {
      difference += double(a[k]) - double(y[k]);
      delta[k] = T(isSquared ? 2 * difference : (difference > 0) - (difference < 0));
    }
    for (size_t k = count; k-- > 0;) {
      sum += double(delta[k]);
      delta[k] = T(sum);
    }
  }

private:
  bool isSquared;
};

// The shell between C++ and C. No exception may leave it, so it catches all of them; the functions
// that compute throw none.
int create(nnrun_call *call, void **self) noexcept {
  try {
    *self = new Ordinal(call);
    return 0;
  } catch (const std::exception &error) {
    return nn->fail(call, nullptr, error.what());
  } catch (...) {
    return nn->fail(call, nullptr, "cannot be made, for an unknown reason");
  }
}

void destroy(void *self) noexcept { delete static_cast<Ordinal *>(self); }

template <typename T>
double cost(const void *self, size_t count, const T *a, const T *y) noexcept {
  return static_cast<const Ordinal *>(self)->cost(count, a, y);
}

template <typename T>
void gradient(const void *self, size_t count, const T *a, const T *y, T *delta) noexcept {
  static_cast<const Ordinal *>(self)->gradient(count, a, y, delta);
}

const char *const distances[] = {"squared", "absolute"};

}  // namespace

extern "C" const nnrun_library *nnrun_plugin_v1(const nnrun_host *host) {
  nn = host;

  // All that is not set has to be 0, which {} does.
  static nnrun_parameter distance{};
  distance.name = "distance";
  distance.type = NNRUN_CHOICE;
  distance.summary = "the ranked probability score, or the earth mover's distance";
  distance.default_value = "squared";
  distance.choices = distances;
  distance.choice_count = 2;

  static nnrun_loss ordinal{};
  ordinal.about.name = "ordinal";
  ordinal.about.summary = "the distance of distributions over ordered classes";
  ordinal.about.formula = "sum over k of (A_k - Y_k)^2, A_k = a_0 + ... + a_k";
  ordinal.about.source = "Epstein 1969, A Scoring System for Probability Forecasts";
  ordinal.about.parameters = &distance;
  ordinal.about.parameter_count = 1;
  ordinal.about.create = create;
  ordinal.about.destroy = destroy;
  ordinal.is_for_classification = 1;
  ordinal.cost_f64 = cost<double>;
  ordinal.gradient_f64 = gradient<double>;
  ordinal.cost_f32 = cost<float>;
  ordinal.gradient_f32 = gradient<float>;

  static nnrun_library library{};
  library.losses = &ordinal;
  library.loss_count = 1;
  return &library;
}
