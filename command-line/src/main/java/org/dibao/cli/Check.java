package org.dibao.cli;

/**
 * The result of one of the doctor's checks.
 *
 * @param found what was found
 * @param mend how to fix it; empty if nothing is wrong
 */
record Check(String name, boolean ok, String found, String mend) {

    static Check ok(String name, String found) {
        return new Check(name, true, found, "");
    }

    static Check wrong(String name, String found, String mend) {
        return new Check(name, false, found, mend);
    }
}
