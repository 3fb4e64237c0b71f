package dev.baton.connect.http;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}. */
record AddressBlock(BigInteger network, int length, int bits) {

    static AddressBlock parse(String cidr) {
        var slash = cidr.indexOf('/');
        var octets = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        var length = Integer.parseInt(cidr.substring(slash + 1));
        return new AddressBlock(prefix(octets, length), length, octets.length * 8);
    }

    boolean contains(InetAddress address) {
        var octets = address.getAddress();
        return octets.length * 8 == bits && prefix(octets, length).equals(network);
    }

    private static BigInteger prefix(byte[] octets, int length) {
        return new BigInteger(1, octets).shiftRight(octets.length * 8 - length);
    }

    /** The IPv4 address that an IPv6 one carries from this octet on. */
    static Inet4Address embedded(Inet6Address address, int from) {
        try {
            return (Inet4Address) InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an IPv4 address", e);
        }
    }
}
