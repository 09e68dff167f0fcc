package org.dibao.liquid.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.liquid.LiquidException;
import org.jspecify.annotations.Nullable;

/** Numbers as filters work with them: integers of any size, and decimals, which are written as floating-point numbers. */
public final class Numbers {
    private static final MathContext PRECISION = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");
    private static final Pattern LEADING = Pattern.compile("\\s*([-+]?\\d+(?:_\\d+)*)");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0?[oO]?[0-7]+|[1-9]\\d*(?:_\\d+)*)");
    private static final int MAX_BITS = 8192;
    private static final int MAX_DIGITS = 1000;

    private Numbers() {}

    /** An integer or a decimal: of a text the one that it begins with, of anything else 0. */
    public static Number of(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Integer number -> number.longValue();
            case BigInteger number -> number;
            case BigDecimal number -> number;
            case Double number -> finite(number);
            case String text -> ofText(text);
            case null, default -> 0L;
        };
    }

    private static BigDecimal finite(double number) {
        if (!Double.isFinite(number)) {
            throw new LiquidException("a number is not finite");
        }
        return new BigDecimal(Double.toString(number));
    }

    private static Number ofText(String text) {
        String stripped = text.strip();
        if (stripped.length() <= MAX_DIGITS && DECIMAL.matcher(stripped).matches()) {
            return new BigDecimal(stripped);
        }
        return leading(text);
    }

    /** The integer that a text begins with, or 0. */
    public static Number leading(String text) {
        Matcher number = LEADING.matcher(text.length() > MAX_DIGITS ? text.substring(0, MAX_DIGITS) : text);
        return number.lookingAt()
                ? shortest(new BigInteger(number.group(1).replace("_", "").replaceFirst("^\\+", "")))
                : 0L;
    }

    /** As {@code to_i}. */
    public static long whole(@Nullable Object value) {
        return switch (value) {
            case String text -> clamp(leading(text));
            case Number number -> clamp(number);
            case null, default -> 0;
        };
    }

    private static long clamp(Number number) {
        BigDecimal exact = decimal(number).max(BigDecimal.valueOf(Long.MIN_VALUE / 2));
        return exact.min(BigDecimal.valueOf(Long.MAX_VALUE / 2)).longValue();
    }

    /** An integer, or a text that is one. */
    public static long integer(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        Matcher whole = WHOLE.matcher(Values.string(value).strip());
        if (value instanceof Double || !whole.matches()) {
            throw new LiquidException("invalid integer");
        }
        String digits = whole.group(2).replace("_", "").toLowerCase(java.util.Locale.ROOT);
        int radix = digits.startsWith("0x")
                ? 16
                : digits.startsWith("0b") ? 2 : digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
        String plain = digits.replaceFirst("^0[xbo]", "");
        if (plain.length() > 18) {
            throw new LiquidException("invalid integer: it is too large");
        }
        long number = Long.parseLong(plain, radix);
        return whole.group(1).equals("-") ? -number : number;
    }

    /** Exactly. */
    static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case BigInteger big -> new BigDecimal(big);
            case Double other -> Double.isFinite(other) ? new BigDecimal(Double.toString(other)) : BigDecimal.ZERO;
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static boolean areIntegers(Number one, Number other) {
        return !(one instanceof BigDecimal) && !(other instanceof BigDecimal);
    }

    private static BigInteger big(Number number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }

    private static Number shortest(BigInteger number) {
        if (number.bitLength() > MAX_BITS) {
            throw new LiquidException("a number is too large");
        }
        return number.bitLength() < 64 ? (Number) number.longValue() : number;
    }

    private static Number result(BigDecimal number) {
        return number.doubleValue();
    }

    public static Number plus(Number one, Number other) {
        return areIntegers(one, other)
                ? shortest(big(one).add(big(other)))
                : result(decimal(one).add(decimal(other), PRECISION));
    }

    public static Number minus(Number one, Number other) {
        return areIntegers(one, other)
                ? shortest(big(one).subtract(big(other)))
                : result(decimal(one).subtract(decimal(other), PRECISION));
    }

    public static Number times(Number one, Number other) {
        return areIntegers(one, other)
                ? shortest(big(one).multiply(big(other)))
                : result(decimal(one).multiply(decimal(other), PRECISION));
    }

    /** Of integers the largest integer that is not greater than the quotient. */
    public static Number dividedBy(Number one, Number other) {
        if (areIntegers(one, other)) {
            check(other);
            BigInteger[] parts = big(one).divideAndRemainder(big(other));
            boolean below =
                    parts[1].signum() != 0 && parts[1].signum() != big(other).signum();
            return shortest(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
        }
        BigDecimal divisor = decimal(other);
        return divisor.signum() == 0
                ? decimal(one).doubleValue() / 0
                : result(decimal(one).divide(divisor, PRECISION));
    }

    /** With the sign of the divisor. */
    public static Number modulo(Number one, Number other) {
        check(other);
        BigDecimal divisor = decimal(other);
        BigDecimal rest = decimal(one).remainder(divisor);
        BigDecimal modulo = rest.signum() != 0 && rest.signum() != divisor.signum() ? rest.add(divisor) : rest;
        return areIntegers(one, other) ? shortest(modulo.toBigInteger()) : result(modulo);
    }

    private static void check(Number divisor) {
        if (decimal(divisor).signum() == 0) {
            throw new LiquidException("divided by 0");
        }
    }

    public static Number abs(Number number) {
        return number instanceof BigDecimal decimal
                ? result(decimal.abs())
                : shortest(big(number).abs());
    }

    /** The larger (or the smaller) of two. */
    public static Number extreme(Number one, Number other, boolean larger) {
        int order = decimal(one).compareTo(decimal(other));
        Number chosen = larger == order >= 0 ? one : other;
        if (order == 0) {
            chosen = one;
        }
        return chosen instanceof BigDecimal decimal ? result(decimal) : chosen;
    }

    /** To so many digits behind the point, half away from zero; an integer if there are none. */
    public static Number round(Number number, int digits) {
        if (!(number instanceof BigDecimal) && digits >= 0) {
            return number;
        }
        BigDecimal rounded =
                decimal(number).setScale(Math.clamp(digits, -MAX_DIGITS, MAX_DIGITS), RoundingMode.HALF_UP);
        return digits > 0 ? result(rounded) : shortest(rounded.toBigInteger());
    }

    public static Number floor(Number number) {
        return shortest(decimal(number).setScale(0, RoundingMode.FLOOR).toBigInteger());
    }

    public static Number ceiling(Number number) {
        return shortest(decimal(number).setScale(0, RoundingMode.CEILING).toBigInteger());
    }
}
