#include "numbers.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const kind_names[elementwise_kind_count] = {
    "plain", "tiny", "huge", "arguments", "raw", "mixed", "multiples"};

static uint64_t state;

// FNV-1a.
void restart_numbers(const char *name) {
  state = 0xcbf29ce484222325;
  for (; *name; name++) state = (state ^ (uint8_t)*name) * 0x100000001b3;
}

// SplitMix64, Steele et al. 2014.
static uint64_t draw(void) {
  uint64_t x = state += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

nn_size between(nn_size low, nn_size high) {
  return low + (nn_size)(draw() % (uint64_t)(high - low + 1));
}

void fill_randomly(void *bytes, nn_size count) {
  for (nn_size i = 0; i < count; i++) ((uint8_t *)bytes)[i] = (uint8_t)draw();
}

nn_size element_size(enum nn_element element) { return element == nn_float ? 4 : 8; }

void store(enum nn_element element, void *array, nn_size index, double x) {
  if (element == nn_float) ((float *)array)[index] = (float)x;
  else ((double *)array)[index] = x;
}

static double from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// A number of random sign and digits with an exponent from `low` to `high`.
static double with_exponent(nn_size low, nn_size high) {
  uint64_t exponent = (uint64_t)(between(low, high) + 1023);
  return from_bits((draw() & 0x800fffffffffffff) | (exponent << 52));
}

static double special(void) {
  static const double list[] = {
      0,        0.5,         1,           2,           6,
      28.5,     40,          88.73,       104,         709.79,
      745.2,    FLT_MIN,     FLT_MIN / 2, 0x1p-149,    FLT_MAX,
      DBL_MIN,  DBL_MIN / 2, 0x1p-1074,   DBL_MAX,     FLT_EPSILON,
      0x1p-54,  DBL_EPSILON, __builtin_inf(), __builtin_nan("")};
  double x = list[between(0, sizeof list / sizeof *list - 1)];
  return draw() & 1 ? -x : x;
}

static void store_number(enum nn_element element, enum kind kind, void *array, nn_size index) {
  int is_float = element == nn_float;
  char *place = (char *)array + index * element_size(element);
  double x = 0;
  switch (kind) {
  case plain:
    x = draw() % 4 == 0 ? (draw() & 1 ? -0.0 : 0.0) : with_exponent(-4, 3);
    break;
  case tiny: x = is_float ? with_exponent(-80, -62) : with_exponent(-543, -510); break;
  case huge: x = is_float ? with_exponent(56, 64) : with_exponent(500, 512); break;
  case arguments: {
    static const nn_size exponents[] = {0, 5, 9};
    nn_size high = exponents[between(0, 2)];
    x = with_exponent(high - 8, high);
    break;
  }
  case multiples: {
    static const double units[] = {0.5, 1, 0x1.921fb54442d18p+0, 0x1p52};
    x = (double)between(-50, 50) * units[between(0, 3)];
    break;
  }
  case raw: fill_randomly(place, element_size(element)); return;
  default:
    if (draw() % 8 == 0) x = special();
    else {
      store_number(element, (enum kind)between(plain, raw), array, index);
      return;
    }
  }
  store(element, array, index, x);
}

void *numbers(enum nn_element element, enum kind kind, nn_size count) {
  void *array = malloc((size_t)(count * element_size(element)));
  if (!array) abort();
  for (nn_size i = 0; i < count; i++) store_number(element, kind, array, i);
  return array;
}

void *unwritten(enum nn_element element, nn_size count) {
  void *array = malloc((size_t)(count * element_size(element)));
  if (!array) abort();
  for (nn_size i = 0; i < count; i++) store(element, array, i, 12345);
  return array;
}

static char *hexadecimal(char *text, uint64_t bits, int digits) {
  for (int i = digits - 1; i >= 0; i--) *text++ = "0123456789abcdef"[(bits >> (4 * i)) & 15];
  return text;
}

void print(const char *title, enum nn_element element, const void *array, nn_size count) {
  for (nn_size start = 0; start < count; start += 8) {
    printf("%s %s [%td]", element == nn_float ? "float" : "double", title, start);
    char line[8 * 17], *end = line;
    for (nn_size i = start; i < count && i < start + 8; i++) {
      *end++ = ' ';
      if (element == nn_float) {
        uint32_t bits;
        memcpy(&bits, (const float *)array + i, sizeof bits);
        int is_nan = (bits & 0x7fffffff) > 0x7f800000;
        if (is_nan) end = (char *)memcpy(end, "nan", 3) + 3;
        else end = hexadecimal(end, bits, 8);
      } else {
        uint64_t bits;
        memcpy(&bits, (const double *)array + i, sizeof bits);
        int is_nan = (bits & 0x7fffffffffffffff) > 0x7ff0000000000000;
        if (is_nan) end = (char *)memcpy(end, "nan", 3) + 3;
        else end = hexadecimal(end, bits, 16);
      }
    }
    fwrite(line, 1, (size_t)(end - line), stdout);
    putchar('\n');
  }
}
