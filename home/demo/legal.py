"""Terms and privacy of the demo site: short, honest and in two languages."""

TERMS_EN = """
<p>These terms are short because we would like you to read them.</p>
<h2>What you get</h2>
<p>With an account you may read the courses that you are enrolled in, for as long as your enrollment lasts. Free
courses stay free once you are in. What a paid course costs and how long it is open stands on its page.</p>
<h2>What belongs to whom</h2>
<p>Lessons belong to the people who wrote them. You may use them to learn, quote them with their source, and print
them for yourself. Please do not republish them. What you make with them, a cloth, a program, a budget, is yours.</p>
<h2>What we ask of you</h2>
<ul><li>One account a person, with an e-mail address that is yours.</li>
<li>Keep your password to yourself.</li>
<li>Do not try to break in, overload the site, or read what is not open to you.</li></ul>
<h2>Certificates</h2>
<p>A certificate says that you completed the lessons of a course. It is not a degree. If one was issued by mistake or by
deceit, we may revoke it, and its page will say why.</p>
<h2>When things go wrong</h2>
<p>We may pause or close courses; your progress and certificates stay. If we close an account for a serious reason,
we say so and why. You can close yours at any time.</p>
<h2>This is a demonstration</h2>
<p>You are looking at an example site. Before you run it for real people, replace this text by one that fits your
organisation and your country.</p>
"""

TERMS_ID = """
<p>Ketentuan ini singkat karena kami ingin Anda sungguh membacanya.</p>
<h2>Apa yang Anda dapatkan</h2>
<p>Dengan akun, Anda dapat membaca kelas yang Anda ikuti selama pendaftaran Anda berlaku. Kelas gratis tetap gratis
setelah Anda terdaftar. Harga dan masa buka kelas berbayar tertulis di halamannya.</p>
<h2>Apa milik siapa</h2>
<p>Pelajaran adalah milik penulisnya. Anda boleh memakainya untuk belajar, mengutip dengan menyebut sumber, dan
mencetaknya untuk diri sendiri. Mohon tidak menerbitkannya kembali. Apa pun yang Anda buat dengannya, kain, program,
atau anggaran, adalah milik Anda.</p>
<h2>Yang kami minta</h2>
<ul><li>Satu akun untuk satu orang, dengan alamat surel milik sendiri.</li>
<li>Simpan kata sandi untuk diri sendiri.</li>
<li>Jangan mencoba membobol, membebani situs, atau membaca yang tidak dibuka untuk Anda.</li></ul>
<h2>Sertifikat</h2>
<p>Sertifikat menyatakan bahwa Anda menyelesaikan pelajaran suatu kelas. Itu bukan gelar. Bila terbit karena kekeliruan
atau kecurangan, kami dapat mencabutnya, dan halamannya akan menyebutkan sebabnya.</p>
<h2>Bila ada masalah</h2>
<p>Kami dapat menutup kelas untuk sementara atau seterusnya; kemajuan dan sertifikat Anda tetap tersimpan. Bila kami
menutup akun karena alasan yang berat, kami memberi tahu dan menjelaskannya. Anda dapat menutup akun kapan saja.</p>
<h2>Ini situs contoh</h2>
<p>Anda sedang melihat situs contoh. Sebelum dipakai untuk orang sungguhan, gantilah teks ini dengan yang sesuai untuk
lembaga dan negara Anda.</p>
"""

PRIVACY_EN = """
<p>What we know about you, why, and how you get rid of it.</p>
<h2>What we keep</h2>
<ul><li><b>Your account</b>: e-mail address, the name you show, the name for certificates, language, time zone, and a
scrambled form of your password that nobody can read.</li>
<li><b>Your learning</b>: the courses you are enrolled in, the lessons you completed and when, your certificates.</li>
<li><b>Your activity</b>: signing in, changing a password, enrolling, with the time and the network address. It helps
you and us to notice a stranger in your account. You can read it in your profile.</li></ul>
<h2>What we do not do</h2>
<p>No advertising, no tracking across sites, no selling of data, no foreign scripts. The questions inside lessons are
checked in your browser; your answers are not stored.</p>
<h2>Cookies</h2>
<p>One keeps you signed in, one protects forms, one remembers your language. That is all.</p>
<h2>Films from elsewhere</h2>
<p>Some lessons show films from YouTube or Vimeo. When you play one, that company learns your network address.</p>
<h2>Who can see what</h2>
<p>Instructors see the names and progress of the people in their courses. Your profile is public only if you say so.
Anybody who has the address of your certificate can see your name, the course and the date.</p>
<h2>Your rights</h2>
<p>Ask us for a copy of your data, for a correction, or for your account to be deleted:
<a href="mailto:privacy@example.com">privacy@example.com</a>.</p>
"""

PRIVACY_ID = """
<p>Apa yang kami ketahui tentang Anda, untuk apa, dan bagaimana menghapusnya.</p>
<h2>Yang kami simpan</h2>
<ul><li><b>Akun Anda</b>: alamat surel, nama yang ditampilkan, nama untuk sertifikat, bahasa, zona waktu, dan kata sandi
dalam bentuk teracak yang tidak bisa dibaca siapa pun.</li>
<li><b>Belajar Anda</b>: kelas yang diikuti, pelajaran yang selesai beserta waktunya, dan sertifikat.</li>
<li><b>Aktivitas Anda</b>: masuk, mengganti kata sandi, mendaftar kelas, beserta waktu dan alamat jaringan. Ini membantu
Anda dan kami menyadari bila ada orang asing di akun Anda. Anda dapat membacanya di profil.</li></ul>
<h2>Yang tidak kami lakukan</h2>
<p>Tidak ada iklan, tidak ada pelacakan lintas situs, tidak ada penjualan data, tidak ada skrip asing. Pertanyaan di
dalam pelajaran diperiksa di peramban Anda; jawabannya tidak disimpan.</p>
<h2>Kuki</h2>
<p>Satu menjaga Anda tetap masuk, satu melindungi formulir, satu mengingat bahasa. Hanya itu.</p>
<h2>Film dari tempat lain</h2>
<p>Beberapa pelajaran menampilkan film dari YouTube atau Vimeo. Saat Anda memutarnya, perusahaan itu mengetahui alamat
jaringan Anda.</p>
<h2>Siapa melihat apa</h2>
<p>Pengajar melihat nama dan kemajuan peserta kelasnya. Profil Anda terbuka untuk umum hanya bila Anda menghendakinya.
Siapa pun yang memiliki alamat sertifikat Anda dapat melihat nama, kelas, dan tanggalnya.</p>
<h2>Hak Anda</h2>
<p>Mintalah salinan data, perbaikan, atau penghapusan akun:
<a href="mailto:privacy@example.com">privacy@example.com</a>.</p>
"""

# (kind, language, title, text)
DOCUMENTS = (
    ("terms", "en", "Terms of use", TERMS_EN),
    ("terms", "id", "Ketentuan penggunaan", TERMS_ID),
    ("privacy", "en", "Privacy", PRIVACY_EN),
    ("privacy", "id", "Privasi", PRIVACY_ID),
)
