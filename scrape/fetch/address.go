package fetch

import (
	"net/netip"
	"strconv"
	"strings"
)

// blocked are the addresses that the public Internet does not hold, after the
// special-purpose registries of IANA (RFC 6890) and the ways to write an IPv4
// address in IPv6.
var blocked = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
	"5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(list ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(list))
	for i, s := range list {
		all[i] = netip.MustParsePrefix(s)
	}
	return all
}

// translated is the prefix under which an IPv6 network reaches IPv4 addresses
// (RFC 6052 §2.1). The last four bytes are what is asked.
var translated = netip.MustParsePrefix("64:ff9b::/96")

// private reports whether an address is not one of the public Internet.
func private(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if translated.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	for _, p := range blocked {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// allowed reports whether the user gave leave for a host, by its name or its
// address as the URL has it.
func (c *Client) allowed(name string) bool {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	for _, h := range c.AllowHosts {
		if t, err := parseTarget("", "http://"+bracket(h)); err == nil && t.name == name {
			return true
		}
	}
	return false
}

// bracket puts an IPv6 address into brackets, as URLs have it.
func bracket(host string) string {
	if a, err := netip.ParseAddr(host); err == nil && a.Is6() {
		return "[" + host + "]"
	}
	return host
}

// checkAddress refuses what needs no look-up to be refused: addresses in the
// URL itself, which its normal form shows in whatever way they were written,
// and ports that are no web servers' (those under 1024 but 80 and 443).
func (c *Client) checkAddress(t *target) error {
	if c.Offline || c.allowed(t.name) {
		return nil
	}
	if a, err := netip.ParseAddr(t.name); err == nil && private(a) {
		return blockedAddress(t.name, "")
	}
	if t.name == "localhost" || strings.HasSuffix(t.name, ".localhost") {
		return blockedAddress(t.name, "")
	}
	if port, _ := strconv.Atoi(t.port); port < 1024 && port != 80 && port != 443 {
		return final(Refused, ErrAddress, "port %s is not one of the web; --allow-host %s asks all the same", t.port, t.name)
	}
	return nil
}

// blockedAddress is the fault of a host with a private address, which is given
// where it is not the host's name itself.
func blockedAddress(name, address string) *fault {
	if address != "" && address != name {
		address = " (" + address + ")"
	} else {
		address = ""
	}
	return final(Refused, ErrAddress, "%s is no public address%s; --allow-host %s asks all the same", name, address, name)
}
