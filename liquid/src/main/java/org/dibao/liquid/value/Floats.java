package org.dibao.liquid.value;

import java.math.BigDecimal;

/** Floating-point numbers as Ruby writes them: always with a point, and with an exponent if they are very large or small. */
final class Floats {
    private static final int LARGE = 16;
    private static final int SMALL = -4;

    private Floats() {}

    static String text(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int point = digits.length() - exact.scale(); // digits before the decimal point
        String sign = number < 0 ? "-" : "";
        if (point > LARGE || point <= SMALL) {
            int exponent = point - 1;
            String rest = digits.length() > 1 ? digits.substring(1) : "0";
            String power = String.valueOf(Math.abs(exponent));
            return sign + digits.charAt(0) + "." + rest + "e" + (exponent < 0 ? "-" : "+")
                    + (power.length() < 2 ? "0" + power : power);
        }
        String plain = exact.toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }
}
