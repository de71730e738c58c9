package evidence

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// member is one file of a container.
type member struct {
	name   string
	crc    uint32
	size   int64
	header int64 // where its local header stands
	body   int64 // where its content stands
}

// The parts of a zip file, as archive/zip of Go writes them for stored entries of unknown size.
const (
	signLocal    = 0x04034b50
	signData     = 0x08074b50
	signCentral  = 0x02014b50
	signEnd      = 0x06054b50
	signEnd64    = 0x06064b50
	signLocate64 = 0x07064b50

	lenLocal, lenCentral, lenEnd, lenEnd64, lenLocate64 = 30, 46, 22, 56, 20
)

// errTruncated means that the end of the container is missing.
var errTruncated = errors.New("the end of the file is missing")

// cut reads little-endian numbers off a slice.
type cut []byte

func (c *cut) u16() uint16 {
	v := binary.LittleEndian.Uint16(*c)
	*c = (*c)[2:]
	return v
}

func (c *cut) u32() uint32 {
	v := binary.LittleEndian.Uint32(*c)
	*c = (*c)[4:]
	return v
}

func (c *cut) u64() uint64 {
	v := binary.LittleEndian.Uint64(*c)
	*c = (*c)[8:]
	return v
}

// container reads the members of a bundle. A general reader of zip files overlooks what it does not need; this one accounts for
// every byte outside the members' contents, so that nothing can be hidden in or changed about a bundle.
type container struct {
	src    io.ReaderAt
	size   int64
	buffer []byte // to read contents with; one for all, because a bundle may have very many
}

func (c container) read(at, n int64) (cut, error) {
	if at < 0 || n < 0 || at+n > c.size || n > 1<<30 {
		return nil, errTruncated
	}
	b := make([]byte, n)
	if _, err := c.src.ReadAt(b, at); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// members reads the directory at the end and walks from the first byte to it.
func (c container) members() ([]member, error) {
	begin, count, err := c.end()
	if err != nil {
		return nil, err
	}
	list, end, err := c.directory(begin, count)
	if err != nil {
		return nil, err
	}
	if end+endSize(begin, list, end) != c.size {
		return nil, errors.New("something stands between the directory and the end")
	}
	at := int64(0)
	for i := range list {
		m := &list[i]
		if m.header != at {
			return nil, fmt.Errorf("something stands before %s that belongs to nothing", m.name)
		}
		if at, err = c.walk(m); err != nil {
			return nil, fmt.Errorf("the frame of %s was changed: %w", m.name, err)
		}
	}
	if at != begin {
		return nil, errors.New("something stands before the directory that belongs to nothing")
	}
	return list, nil
}

// end finds the directory.
func (c container) end() (begin int64, count uint64, err error) {
	b, err := c.read(c.size-lenEnd, lenEnd)
	if err != nil {
		return 0, 0, err
	}
	if b.u32() != signEnd {
		return 0, 0, errTruncated
	}
	disks, here, all, size, at, comment := b.u32(), b.u16(), b.u16(), b.u32(), b.u32(), b.u16()
	if disks != 0 || here != all || comment != 0 {
		return 0, 0, errors.New("the last record was changed")
	}
	if all == math.MaxUint16 && at == math.MaxUint32 && size == math.MaxUint32 {
		return c.end64()
	}
	if int64(at)+int64(size) != c.size-lenEnd {
		return 0, 0, errors.New("the last record was changed")
	}
	return int64(at), uint64(all), nil
}

func (c container) end64() (begin int64, count uint64, err error) {
	at := c.size - lenEnd - lenLocate64
	l, err := c.read(at, lenLocate64)
	if err != nil {
		return 0, 0, err
	}
	if l.u32() != signLocate64 || l.u32() != 0 || l.u64() != uint64(at-lenEnd64) || l.u32() != 1 {
		return 0, 0, errors.New("the last record was changed")
	}
	e, err := c.read(at-lenEnd64, lenEnd64)
	if err != nil {
		return 0, 0, err
	}
	if e.u32() != signEnd64 || e.u64() != lenEnd64-12 || e.u16() != 45 || e.u16() != 45 || e.u64() != 0 {
		return 0, 0, errors.New("the last record was changed")
	}
	here, all, size, begins := e.u64(), e.u64(), e.u64(), e.u64()
	if here != all || begins+size != uint64(at-lenEnd64) {
		return 0, 0, errors.New("the last record was changed")
	}
	return int64(begins), all, nil
}

// endSize is how many bytes stand behind the directory.
func endSize(begin int64, list []member, end int64) int64 {
	if len(list) >= math.MaxUint16 || begin >= math.MaxUint32 || end-begin >= math.MaxUint32 {
		return lenEnd + lenLocate64 + lenEnd64
	}
	return lenEnd
}

// directory reads count entries.
func (c container) directory(at int64, count uint64) ([]member, int64, error) {
	var list []member
	for i := uint64(0); i < count; i++ {
		h, err := c.read(at, lenCentral)
		if err != nil {
			return nil, 0, err
		}
		m, names, extra, err := central(h)
		if err != nil {
			return nil, 0, fmt.Errorf("entry %d of the directory was changed: %w", i+1, err)
		}
		tail, err := c.read(at+lenCentral, names+extra)
		if err != nil {
			return nil, 0, err
		}
		m.name = string(tail[:names])
		if tail = tail[names:]; extra > 0 {
			if err := large(tail, &m); err != nil {
				return nil, 0, fmt.Errorf("entry %d of the directory was changed: %w", i+1, err)
			}
		}
		list, at = append(list, m), at+lenCentral+names+extra
	}
	return list, at, nil
}

var errField = errors.New("a field does not have its value")

// central reads a directory entry up to its name.
func central(h cut) (m member, names, extra int64, err error) {
	sign, made, needs, flags, method, stamp := h.u32(), h.u16(), h.u16(), h.u16(), h.u16(), h.u32()
	m.crc = h.u32()
	packed, plain := h.u32(), h.u32()
	names, extra = int64(h.u16()), int64(h.u16())
	comment, disk, inner, outer := h.u16(), h.u16(), h.u16(), h.u32()
	m.header, m.size = int64(h.u32()), int64(plain)
	if sign != signCentral || made != 20 || flags != 8 || method != 0 || stamp != 0 || packed != plain || comment != 0 || disk != 0 || inner != 0 || outer != 0 ||
		needs != 20 && (needs != 45 || extra == 0) {
		return m, 0, 0, errField
	}
	return m, names, extra, nil
}

// large reads the sizes of an entry beyond 4 GiB.
func large(x cut, m *member) error {
	if len(x) != 28 || x.u16() != 1 || x.u16() != 24 {
		return errField
	}
	plain, packed, header := x.u64(), x.u64(), x.u64()
	at := uint64(math.MaxUint32)
	if header < at {
		at = header
	}
	if plain != packed || plain > math.MaxInt64 || header > math.MaxInt64 || m.size != math.MaxUint32 || uint64(m.header) != at {
		return errField
	}
	m.size, m.header = int64(plain), int64(header)
	return nil
}

// walk checks the local header and what follows the content, and returns where the next member stands.
func (c container) walk(m *member) (int64, error) {
	h, err := c.read(m.header, lenLocal+int64(len(m.name)))
	if err != nil {
		return 0, err
	}
	if h.u32() != signLocal || h.u16() != 20 || h.u16() != 8 || h.u16() != 0 || h.u32() != 0 || h.u32() != 0 || h.u32() != 0 || h.u32() != 0 ||
		int(h.u16()) != len(m.name) || h.u16() != 0 || string(h) != m.name {
		return 0, errField
	}
	m.body = m.header + lenLocal + int64(len(m.name))
	at := m.body + m.size
	if m.size < math.MaxUint32 {
		d, err := c.read(at, 16)
		if err != nil {
			return 0, err
		}
		if d.u32() != signData || d.u32() != m.crc || int64(d.u32()) != m.size || int64(d.u32()) != m.size {
			return 0, errField
		}
		return at + 16, nil
	}
	d, err := c.read(at, 24)
	if err != nil {
		return 0, err
	}
	if d.u32() != signData || d.u32() != m.crc || int64(d.u64()) != m.size || int64(d.u64()) != m.size {
		return 0, errField
	}
	return at + 24, nil
}

// open reads the content of a member. The checksum is the caller's to compare, see member.crc.
func (c container) open(m member) io.Reader { return io.NewSectionReader(c.src, m.body, m.size) }

// checksum is that of the content.
func (c container) checksum(m member) (uint32, error) {
	sum := crc32.NewIEEE()
	_, err := io.CopyBuffer(sum, c.open(m), c.buffer)
	return sum.Sum32(), err
}
