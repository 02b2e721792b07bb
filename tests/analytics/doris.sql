CREATE TABLE IF NOT EXISTS `exam` (
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NULL COMMENT '检查类别',
  `modality` varchar(64) NULL COMMENT '设备类型',
  `patient_class` varchar(64) NULL COMMENT '患者类型',
  `urgency` varchar(64) NULL COMMENT '紧急程度',
  `exam_status` varchar(64) NULL COMMENT '检查状态',
  `body_part` varchar(800) NULL COMMENT '检查部位',
  `item` varchar(800) NULL COMMENT '检查项目',
  `device` varchar(256) NULL COMMENT '设备',
  `room` varchar(128) NULL COMMENT '机房',
  `request_dept` varchar(256) NULL COMMENT '申请科室',
  `sex` varchar(64) NULL COMMENT '性别',
  `birth_month` varchar(28) NULL COMMENT '出生年月',
  `age_years` int NULL COMMENT '检查时年龄（a）',
  `id_type` varchar(64) NULL COMMENT '证件类型',
  `real_name` boolean NULL COMMENT '实名',
  `vip` boolean NOT NULL COMMENT '重点病人',
  `order_time` datetime(3) NULL COMMENT '开单时间',
  `register_time` datetime(3) NULL COMMENT '登记时间',
  `exam_begin_time` datetime(3) NULL COMMENT '检查开始时间',
  `exam_end_time` datetime(3) NULL COMMENT '检查结束时间',
  `send_time` datetime(3) NULL COMMENT '送检时间',
  `receive_time` datetime(3) NULL COMMENT '接收时间',
  `gross_time` datetime(3) NULL COMMENT '取材时间',
  `slide_time` datetime(3) NULL COMMENT '制片时间',
  `inject_time` datetime(3) NULL COMMENT '注射时间',
  `upload_time` datetime(3) NULL COMMENT '上传时间',
  `report_time` datetime(3) NULL COMMENT '报告时间',
  `verify_time` datetime(3) NULL COMMENT '审核时间',
  `print_time` datetime(3) NULL COMMENT '打印时间',
  `exam_time` datetime(3) NULL COMMENT '检查时间',
  `chain_marks` varchar(400) NULL COMMENT '时间链标记',
  `wait_s` int NULL COMMENT '等待耗时（s）',
  `exam_s` int NULL COMMENT '检查耗时（s）',
  `report_s` int NULL COMMENT '报告耗时（s）',
  `review_s` int NULL COMMENT '审核耗时（s）',
  `image_count` int NULL COMMENT '影像数',
  `hr_bpm` int NULL COMMENT '心率（/min）',
  `pr_ms` int NULL COMMENT 'PR间期（ms）',
  `qrs_ms` int NULL COMMENT 'QRS时限（ms）',
  `qt_ms` int NULL COMMENT 'QT间期（ms）',
  `qtc_ms` int NULL COMMENT 'QTc间期（ms）',
  `image_grade` varchar(64) NULL COMMENT '图像质量',
  `study_uids` varchar(1600) NULL COMMENT '检查UID',
  `clinical_diagnosis` varchar(2000) NULL COMMENT '临床诊断',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) UNIQUE KEY (`exam_id`)
COMMENT '检查'
DISTRIBUTED BY HASH(`exam_id`) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq");

CREATE TABLE IF NOT EXISTS `stage__exam` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NULL COMMENT '检查类别',
  `modality` varchar(64) NULL COMMENT '设备类型',
  `patient_class` varchar(64) NULL COMMENT '患者类型',
  `urgency` varchar(64) NULL COMMENT '紧急程度',
  `exam_status` varchar(64) NULL COMMENT '检查状态',
  `body_part` varchar(800) NULL COMMENT '检查部位',
  `item` varchar(800) NULL COMMENT '检查项目',
  `device` varchar(256) NULL COMMENT '设备',
  `room` varchar(128) NULL COMMENT '机房',
  `request_dept` varchar(256) NULL COMMENT '申请科室',
  `sex` varchar(64) NULL COMMENT '性别',
  `birth_month` varchar(28) NULL COMMENT '出生年月',
  `age_years` int NULL COMMENT '检查时年龄（a）',
  `id_type` varchar(64) NULL COMMENT '证件类型',
  `real_name` boolean NULL COMMENT '实名',
  `vip` boolean NOT NULL COMMENT '重点病人',
  `order_time` datetime(3) NULL COMMENT '开单时间',
  `register_time` datetime(3) NULL COMMENT '登记时间',
  `exam_begin_time` datetime(3) NULL COMMENT '检查开始时间',
  `exam_end_time` datetime(3) NULL COMMENT '检查结束时间',
  `send_time` datetime(3) NULL COMMENT '送检时间',
  `receive_time` datetime(3) NULL COMMENT '接收时间',
  `gross_time` datetime(3) NULL COMMENT '取材时间',
  `slide_time` datetime(3) NULL COMMENT '制片时间',
  `inject_time` datetime(3) NULL COMMENT '注射时间',
  `upload_time` datetime(3) NULL COMMENT '上传时间',
  `report_time` datetime(3) NULL COMMENT '报告时间',
  `verify_time` datetime(3) NULL COMMENT '审核时间',
  `print_time` datetime(3) NULL COMMENT '打印时间',
  `exam_time` datetime(3) NULL COMMENT '检查时间',
  `chain_marks` varchar(400) NULL COMMENT '时间链标记',
  `wait_s` int NULL COMMENT '等待耗时（s）',
  `exam_s` int NULL COMMENT '检查耗时（s）',
  `report_s` int NULL COMMENT '报告耗时（s）',
  `review_s` int NULL COMMENT '审核耗时（s）',
  `image_count` int NULL COMMENT '影像数',
  `hr_bpm` int NULL COMMENT '心率（/min）',
  `pr_ms` int NULL COMMENT 'PR间期（ms）',
  `qrs_ms` int NULL COMMENT 'QRS时限（ms）',
  `qt_ms` int NULL COMMENT 'QT间期（ms）',
  `qtc_ms` int NULL COMMENT 'QTc间期（ms）',
  `image_grade` varchar(64) NULL COMMENT '图像质量',
  `study_uids` varchar(1600) NULL COMMENT '检查UID',
  `clinical_diagnosis` varchar(2000) NULL COMMENT '临床诊断',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_order` (
  `order_id` bigint NOT NULL COMMENT '申请编号',
  `exam_id` bigint NULL COMMENT '检查编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `order_status` varchar(64) NULL COMMENT '申请状态',
  `exam_category` varchar(64) NULL COMMENT '检查类别',
  `patient_class` varchar(64) NULL COMMENT '患者类型',
  `urgency` varchar(64) NULL COMMENT '紧急程度',
  `item` varchar(800) NULL COMMENT '检查项目',
  `body_part` varchar(800) NULL COMMENT '检查部位',
  `request_dept` varchar(256) NULL COMMENT '申请科室',
  `clinical_diagnosis` varchar(2000) NULL COMMENT '临床诊断',
  `order_time` datetime(3) NULL COMMENT '开单时间',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) UNIQUE KEY (`order_id`)
COMMENT '申请单'
DISTRIBUTED BY HASH(`order_id`) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq");

CREATE TABLE IF NOT EXISTS `stage__exam_order` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `order_id` bigint NOT NULL COMMENT '申请编号',
  `exam_id` bigint NULL COMMENT '检查编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `order_status` varchar(64) NULL COMMENT '申请状态',
  `exam_category` varchar(64) NULL COMMENT '检查类别',
  `patient_class` varchar(64) NULL COMMENT '患者类型',
  `urgency` varchar(64) NULL COMMENT '紧急程度',
  `item` varchar(800) NULL COMMENT '检查项目',
  `body_part` varchar(800) NULL COMMENT '检查部位',
  `request_dept` varchar(256) NULL COMMENT '申请科室',
  `clinical_diagnosis` varchar(2000) NULL COMMENT '临床诊断',
  `order_time` datetime(3) NULL COMMENT '开单时间',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `report` (
  `report_id` bigint NOT NULL COMMENT '报告编号',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `report_type` varchar(128) NULL COMMENT '报告类型',
  `report_status` varchar(64) NULL COMMENT '报告状态',
  `positive` varchar(64) NULL COMMENT '阳性',
  `critical` varchar(64) NULL COMMENT '危急值',
  `critical_text` varchar(2000) NULL COMMENT '危急值内容',
  `findings` string NULL COMMENT '所见',
  `conclusion` string NULL COMMENT '诊断',
  `advice` string NULL COMMENT '建议',
  `report_grade` varchar(64) NULL COMMENT '报告质量',
  `report_doctor` varchar(256) NULL COMMENT '报告医生',
  `verify_doctor` varchar(256) NULL COMMENT '审核医生',
  `report_time` datetime(3) NULL COMMENT '报告时间',
  `verify_time` datetime(3) NULL COMMENT '审核时间',
  `print_time` datetime(3) NULL COMMENT '打印时间',
  `version` int NOT NULL COMMENT '版本',
  `object_id` varchar(256) NULL COMMENT '原文对象',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号',
  INDEX `idx_findings` (`findings`) USING INVERTED PROPERTIES ("parser" = "chinese", "parser_mode" = "fine_grained", "support_phrase" = "true"),
  INDEX `idx_conclusion` (`conclusion`) USING INVERTED PROPERTIES ("parser" = "chinese", "parser_mode" = "fine_grained", "support_phrase" = "true"),
  INDEX `idx_advice` (`advice`) USING INVERTED PROPERTIES ("parser" = "chinese", "parser_mode" = "fine_grained", "support_phrase" = "true")
) UNIQUE KEY (`report_id`)
COMMENT '报告'
DISTRIBUTED BY HASH(`report_id`) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq");

CREATE TABLE IF NOT EXISTS `stage__report` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `report_id` bigint NOT NULL COMMENT '报告编号',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `report_type` varchar(128) NULL COMMENT '报告类型',
  `report_status` varchar(64) NULL COMMENT '报告状态',
  `positive` varchar(64) NULL COMMENT '阳性',
  `critical` varchar(64) NULL COMMENT '危急值',
  `critical_text` varchar(2000) NULL COMMENT '危急值内容',
  `findings` string NULL COMMENT '所见',
  `conclusion` string NULL COMMENT '诊断',
  `advice` string NULL COMMENT '建议',
  `report_grade` varchar(64) NULL COMMENT '报告质量',
  `report_doctor` varchar(256) NULL COMMENT '报告医生',
  `verify_doctor` varchar(256) NULL COMMENT '审核医生',
  `report_time` datetime(3) NULL COMMENT '报告时间',
  `verify_time` datetime(3) NULL COMMENT '审核时间',
  `print_time` datetime(3) NULL COMMENT '打印时间',
  `version` int NOT NULL COMMENT '版本',
  `object_id` varchar(256) NULL COMMENT '原文对象',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `file_fact` (
  `file_id` bigint NOT NULL COMMENT '文件编号',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `report_id` bigint NULL COMMENT '报告编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `kind` varchar(64) NULL COMMENT '文件类型',
  `sequence` int NOT NULL COMMENT '序号',
  `media_type` varchar(256) NULL COMMENT '媒体类型',
  `bytes` bigint NULL COMMENT '大小（B）',
  `object_id` varchar(256) NULL COMMENT '对象',
  `study_uid` varchar(256) NULL COMMENT '检查UID',
  `series_uid` varchar(256) NULL COMMENT '序列UID',
  `sop_uid` varchar(256) NULL COMMENT '实例UID',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) UNIQUE KEY (`file_id`)
COMMENT '文件'
DISTRIBUTED BY HASH(`file_id`) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq");

CREATE TABLE IF NOT EXISTS `stage__file_fact` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `file_id` bigint NOT NULL COMMENT '文件编号',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `report_id` bigint NULL COMMENT '报告编号',
  `person_id` bigint NULL COMMENT '患者主索引',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `kind` varchar(64) NULL COMMENT '文件类型',
  `sequence` int NOT NULL COMMENT '序号',
  `media_type` varchar(256) NULL COMMENT '媒体类型',
  `bytes` bigint NULL COMMENT '大小（B）',
  `object_id` varchar(256) NULL COMMENT '对象',
  `study_uid` varchar(256) NULL COMMENT '检查UID',
  `series_uid` varchar(256) NULL COMMENT '序列UID',
  `sop_uid` varchar(256) NULL COMMENT '实例UID',
  `rules` varchar(1600) NULL COMMENT '命中规则',
  `void` boolean NOT NULL COMMENT '已作废',
  `void_reason` varchar(64) NULL COMMENT '作废原因',
  `collect_time` datetime(3) NULL COMMENT '采集时间',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_token` (
  `token_type` varchar(64) NOT NULL COMMENT '令牌类型',
  `token` varchar(128) NOT NULL COMMENT '令牌',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) UNIQUE KEY (`token_type`, `token`, `exam_id`)
COMMENT '检查标识令牌'
DISTRIBUTED BY HASH(`token_type`, `token`, `exam_id`) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq");

CREATE TABLE IF NOT EXISTS `stage__exam_token` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `token_type` varchar(64) NOT NULL COMMENT '令牌类型',
  `token` varchar(128) NOT NULL COMMENT '令牌',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_person` (
  `person_id` bigint NOT NULL COMMENT '患者主索引',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `exam_time` datetime(3) NULL COMMENT '检查时间',
  `gone` boolean NOT NULL COMMENT '已移除',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) UNIQUE KEY (`person_id`, `exam_id`)
COMMENT '患者检查索引'
DISTRIBUTED BY HASH(`person_id`, `exam_id`) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq");

CREATE TABLE IF NOT EXISTS `stage__exam_person` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `person_id` bigint NOT NULL COMMENT '患者主索引',
  `exam_id` bigint NOT NULL COMMENT '检查编号',
  `exam_time` datetime(3) NULL COMMENT '检查时间',
  `gone` boolean NOT NULL COMMENT '已移除',
  `load_seq` bigint NOT NULL COMMENT '装载序号'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_daily` (
  `day` date NOT NULL COMMENT '日期',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `modality` varchar(64) NOT NULL COMMENT '设备类型',
  `device` varchar(256) NOT NULL COMMENT '设备',
  `exams` bigint SUM NULL COMMENT '检查数',
  `images` bigint SUM NULL COMMENT '影像数',
  `reported` bigint SUM NULL COMMENT '已报告',
  `judged` bigint SUM NULL COMMENT '已判定阴阳性',
  `positives` bigint SUM NULL COMMENT '阳性',
  `criticals` bigint SUM NULL COMMENT '危急值',
  `inverted` bigint SUM NULL COMMENT '时间倒置'
) AGGREGATE KEY (`day`, `source`, `exam_category`, `modality`, `device`)
COMMENT '检查日汇总'
AUTO PARTITION BY RANGE (date_trunc(`day`, 'month')) ()
DISTRIBUTED BY HASH(`day`) BUCKETS 2;

CREATE TABLE IF NOT EXISTS `stage__exam_daily` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `day` date NOT NULL COMMENT '日期',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `modality` varchar(64) NOT NULL COMMENT '设备类型',
  `device` varchar(256) NOT NULL COMMENT '设备',
  `exams` bigint NULL COMMENT '检查数',
  `images` bigint NULL COMMENT '影像数',
  `reported` bigint NULL COMMENT '已报告',
  `judged` bigint NULL COMMENT '已判定阴阳性',
  `positives` bigint NULL COMMENT '阳性',
  `criticals` bigint NULL COMMENT '危急值',
  `inverted` bigint NULL COMMENT '时间倒置'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_duration` (
  `month` date NOT NULL COMMENT '月份',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `patient_class` varchar(64) NOT NULL COMMENT '患者类型',
  `metric` varchar(64) NOT NULL COMMENT '时长指标',
  `bucket` int NOT NULL COMMENT '区间',
  `exams` bigint SUM NULL COMMENT '检查数',
  `seconds` bigint SUM NULL COMMENT '总时长（s）'
) AGGREGATE KEY (`month`, `source`, `exam_category`, `patient_class`, `metric`, `bucket`)
COMMENT '时长分布'
AUTO PARTITION BY RANGE (date_trunc(`month`, 'month')) ()
DISTRIBUTED BY HASH(`month`) BUCKETS 2;

CREATE TABLE IF NOT EXISTS `stage__exam_duration` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `month` date NOT NULL COMMENT '月份',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `patient_class` varchar(64) NOT NULL COMMENT '患者类型',
  `metric` varchar(64) NOT NULL COMMENT '时长指标',
  `bucket` int NOT NULL COMMENT '区间',
  `exams` bigint NULL COMMENT '检查数',
  `seconds` bigint NULL COMMENT '总时长（s）'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_department` (
  `month` date NOT NULL COMMENT '月份',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `patient_class` varchar(64) NOT NULL COMMENT '患者类型',
  `request_dept` varchar(256) NOT NULL COMMENT '申请科室',
  `exams` bigint SUM NULL COMMENT '检查数'
) AGGREGATE KEY (`month`, `source`, `exam_category`, `patient_class`, `request_dept`)
COMMENT '申请科室月汇总'
AUTO PARTITION BY RANGE (date_trunc(`month`, 'month')) ()
DISTRIBUTED BY HASH(`month`) BUCKETS 2;

CREATE TABLE IF NOT EXISTS `stage__exam_department` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `month` date NOT NULL COMMENT '月份',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `patient_class` varchar(64) NOT NULL COMMENT '患者类型',
  `request_dept` varchar(256) NOT NULL COMMENT '申请科室',
  `exams` bigint NULL COMMENT '检查数'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;

CREATE TABLE IF NOT EXISTS `exam_age` (
  `month` date NOT NULL COMMENT '月份',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `sex` varchar(64) NOT NULL COMMENT '性别',
  `age_from` int NOT NULL COMMENT '年龄段（a）',
  `exams` bigint SUM NULL COMMENT '检查数'
) AGGREGATE KEY (`month`, `source`, `exam_category`, `sex`, `age_from`)
COMMENT '年龄性别月汇总'
AUTO PARTITION BY RANGE (date_trunc(`month`, 'month')) ()
DISTRIBUTED BY HASH(`month`) BUCKETS 2;

CREATE TABLE IF NOT EXISTS `stage__exam_age` (
  `load_unit` VARCHAR(128) NOT NULL COMMENT '装载单元',
  `month` date NOT NULL COMMENT '月份',
  `source` varchar(64) NOT NULL COMMENT '来源系统',
  `exam_category` varchar(64) NOT NULL COMMENT '检查类别',
  `sex` varchar(64) NOT NULL COMMENT '性别',
  `age_from` int NOT NULL COMMENT '年龄段（a）',
  `exams` bigint NULL COMMENT '检查数'
) DUPLICATE KEY (`load_unit`)
DISTRIBUTED BY HASH(`load_unit`) BUCKETS AUTO;
